using Maintenance.Api.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>A person's own start page and password; the limits of sign-in slow down guessing the current one.</summary>
public sealed partial class Account
{
    private string? _error;
    private bool _done;
    private bool _chosen;
    private string? _department;

    [Inject] private AccountAdministration Accounts { get; set; } = null!;

    [Inject] private UserAccounts Known { get; set; } = null!;

    [Inject] private UserSessions Sessions { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(Name = "current", FormName = "password")] private string? Current { get; set; }

    [SupplyParameterFromForm(Name = "password", FormName = "password")] private string? Password { get; set; }

    [SupplyParameterFromForm(Name = "department", FormName = "department")] private string? Department { get; set; }

    protected override async Task OnInitializedAsync() =>
        _department = (await Known.FindAsync(Context.Name, Http.RequestAborted))?.Department;

    private async Task ChooseAsync()
    {
        try
        {
            await Accounts.ChooseDepartmentAsync(Context.Name, Department, Http.RequestAborted);
            (_chosen, _department) = (true, Department);
        }
        catch (AccountRefusedException refused)
        {
            Fail(StatusCodes.Status400BadRequest, refused.Message);
        }
    }

    private async Task ChangeAsync()
    {
        if (UserClaims.SessionOf(Context.User) is null)
        {
            Fail(StatusCodes.Status400BadRequest, "A token has no password.");
            return;
        }
        try
        {
            if (await Accounts.ChangePasswordAsync(Context.Name, Current ?? "", Password ?? "", Http.RequestAborted) is not { } changed)
            {
                Fail(StatusCodes.Status403Forbidden, "The current password is wrong.");
                return;
            }
            await Http.SignInAsync(AccessSchemes.Cookie,
                await Sessions.BeginAsync(changed, Context.Address, Http.RequestAborted));
            _done = true;
        }
        catch (AccountRefusedException refused)
        {
            Fail(StatusCodes.Status400BadRequest, refused.Message);
        }
    }

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _error = message;
    }
}
