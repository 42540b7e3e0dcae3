using Maintenance.Api.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard.Access;

/// <summary>
/// Re-validates the user of a circuit periodically, as a cookie is re-validated on each request: the circuit becomes anonymous when the
/// session has ended.
/// </summary>
internal sealed class CircuitAuthentication(ILoggerFactory loggers, UserSessions sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => AccessTables.MaxAge;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState,
        CancellationToken cancellationToken) =>
        await sessions.IsCurrentAsync(authenticationState.User, cancellationToken);
}
