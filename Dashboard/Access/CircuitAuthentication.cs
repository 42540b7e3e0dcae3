using Maintenance.Api.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard.Access;

/// <summary>
/// Keeps the user of a circuit true: as a cookie at each request, so is the user here asked for again, and is nobody as soon as the account
/// is gone or changed (<see cref="CookieRules"/>). Programs, whose tokens cannot change while we run, stay.
/// </summary>
internal sealed class CircuitAuthentication(ILoggerFactory loggers, UserAccounts accounts)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => UserAccounts.MaxAge;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState,
        CancellationToken cancellationToken) =>
        authenticationState.User.Identity?.AuthenticationType == AccessSchemes.Bearer
            || await accounts.IsCurrentAsync(authenticationState.User, cancellationToken);
}
