using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Alarms.Notification;

/// <summary>Reads and changes what decides who is told of alarms: routes, on-call rotas and webhooks.</summary>
public interface INotificationAdministration
{
    /// <summary>All settings as they work at the moment.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<NotificationOverview> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Stores a setting, or removes it, in one transaction with the operator action that tells it.</summary>
    /// <param name="kind">One of <see cref="NotificationKinds"/>.</param>
    /// <param name="name">Name.</param>
    /// <param name="definition">JSON object as REST takes it; null removes.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Field and what is wrong with it, and nothing was changed; empty when it is stored.</returns>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    Task<IReadOnlyList<(string Field, string Message)>> ChangeAsync(
        string kind, string name, string? definition, string actor, CancellationToken cancellationToken);

    /// <summary>Sends a test message to everybody whom a route names at the moment.</summary>
    /// <returns>What is being sent; null when there is no such route.</returns>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    Task<IReadOnlyList<NotificationRow>?> TestAsync(string route, string actor, CancellationToken cancellationToken);
}
