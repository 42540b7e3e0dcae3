using Maintenance.Api.Access;
using Maintenance.Api.Access.Names;
using Maintenance.Api.Access.Passwords;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard.Pages;

/// <summary>Signs a user in; <see cref="SignInLimits"/> slows down password guessing.</summary>
public sealed partial class SignIn
{
    private string? _error;

    [Inject] private UserAccounts Accounts { get; set; } = null!;

    [Inject] private UserSessions Sessions { get; set; } = null!;

    [Inject] private ILogger<SignIn> Log { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "returnUrl")] private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(Name = "name", FormName = "sign-in")] private string? Name { get; set; }

    [SupplyParameterFromForm(Name = "password", FormName = "sign-in")] private string? Password { get; set; }

    private async Task SubmitAsync()
    {
        var name = (Name ?? "").Trim();
        var password = Password ?? "";
        var address = Http.Connection.RemoteIpAddress?.ToString() ?? "local";
        if (name.Length is 0 or > 4 * UserName.MaxLength || password.Length is 0 or > PasswordRules.MaxLength * 2)
        {
            Fail(StatusCodes.Status400BadRequest, "Enter a name and a password.");
            return;
        }
        var account = await Accounts.VerifyAsync(name, password, Http.RequestAborted);
        if (account is null)
        {
            Log.SignInFailed(name, address);
            Fail(StatusCodes.Status401Unauthorized, "Name or password is wrong.");
            return;
        }
        await Http.SignInAsync(AccessSchemes.Cookie, await Sessions.BeginAsync(account, address, Http.RequestAborted));
        Log.SignedIn(account.Name, address);
        var path = PageActions.LocalPath(ReturnUrl);
        Http.Response.Redirect(path == "/" && account.Department is not null ? "/today" : path); // the navigation manager would decode it
    }

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _error = message;
    }
}
