using Maintenance.Api.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard.Access;

/// <summary>
/// Re-validates the user of a circuit periodically, as a cookie is re-validated on each request: the circuit becomes anonymous when the
/// account is deleted or changed (<see cref="CookieRules"/>). Programs stay signed in: tokens cannot change while the process runs.
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
