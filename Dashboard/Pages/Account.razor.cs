using Maintenance.Api.Access;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>
/// A person's own start page; their password, where the limits of sign-in slow down guessing the current one; and the devices that take
/// their notifications.
/// </summary>
public sealed partial class Account
{
    private string? _error;
    private string? _said;
    private string? _testId;
    private bool _devicesFailed;
    private string? _department;
    private IReadOnlyList<NotificationDevice> _devices = [];

    [Inject] private AccountAdministration Accounts { get; set; } = null!;

    [Inject] private UserAccounts Known { get; set; } = null!;

    [Inject] private UserSessions Sessions { get; set; } = null!;

    [Inject] private INotificationDevices Devices { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(Name = "current", FormName = "password")] private string? Current { get; set; }

    [SupplyParameterFromForm(Name = "password", FormName = "password")] private string? Password { get; set; }

    [SupplyParameterFromForm(Name = "department", FormName = "department")] private string? Department { get; set; }

    private async Task ChooseAsync()
    {
        try
        {
            await Accounts.ChooseDepartmentAsync(Context.Name, Department, Http.RequestAborted);
            _department = Department;
            Say("department-chosen", "Your start page was changed.");
        }
        catch (AccountRefusedException refused)
        {
            Fail(StatusCodes.Status400BadRequest, refused.Message);
        }
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _department = (await Known.FindAsync(Context.Name, Http.RequestAborted))?.Department;
            _devices = await Devices.ListAsync(Context.Name, Http.RequestAborted);
        }
        catch (StoreException)
        {
            _devicesFailed = true;
        }
    }

    private async Task ChangeDeviceAsync()
    {
        var (test, remove) = (Http.Request.Form["test"].ToString(), Http.Request.Form["remove"].ToString());
        try
        {
            if (test.Length > 0 && await Devices.TestAsync(Context.Name, test, Http.RequestAborted))
                Say("device-tested", "A test message is on its way.");
            else if (remove.Length > 0 && await Devices.RemoveAsync(Context.Name, remove, Http.RequestAborted))
                Say("device-removed", "The device was removed.");
            else Fail(StatusCodes.Status404NotFound, "You have no such device any more.");
            _devices = await Devices.ListAsync(Context.Name, Http.RequestAborted);
        }
        catch (StoreException error)
        {
            Fail(StatusCodes.Status503ServiceUnavailable,
                $"The store is unavailable{error.Advice()}.");
        }
    }

    private void Say(string testId, string words) => (_testId, _said) = (testId, words);

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
            Say("password-changed", "The password was changed.");
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
