using Maintenance.Api.Access;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>Accounts, for admins of all regions.</summary>
public sealed partial class Users
{
    private IReadOnlyList<AccountSummary> _users = [];
    private string? _error;

    [Inject] private IAccounts Accounts { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "refused")] private string? Refused { get; set; }

    [SupplyParameterFromForm(Name = "name", FormName = "user")] private string? Name { get; set; }

    [SupplyParameterFromForm(Name = "role", FormName = "user")] private string? Role { get; set; }

    [SupplyParameterFromForm(Name = "regions", FormName = "user")] private string? Regions { get; set; }

    [SupplyParameterFromForm(Name = "password", FormName = "user")] private string? Password { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Refused == "last") _error = "The account was not deleted: it is the last that can administer accounts.";
        _users = await Accounts.ListAsync(Http.RequestAborted);
    }

    private async Task SaveAsync()
    {
        static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
        try
        {
            await Accounts.SaveAsync(Name ?? "", Given(Role), Given(Regions), Given(Password), Context.Name, Http.RequestAborted);
            _users = await Accounts.ListAsync(Http.RequestAborted);
        }
        catch (AccountRefusedException refused)
        {
            Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            _error = refused.Message;
        }
    }
}
