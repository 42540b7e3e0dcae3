using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard.Access;

/// <summary>
/// Keeps what this process knows of sessions fresh for connections that stay open: they make no requests whose cookie would be checked.
/// Failure: while the store is away, nobody can change an account in it either, so connections stay open.
/// </summary>
internal sealed class SessionWatch(UserSessions sessions, TimeProvider clock, ILogger<SessionWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AccessTables.MaxAge, clock);
        var wasKnown = true;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sessions.RefreshAsync(stoppingToken);
                wasKnown = true;
            }
            catch (StoreException error)
            {
                if (wasKnown) log.SessionsUnknown(error.Message);
                wasKnown = false;
            }
        }
    }
}
