using Maintenance.Core.Ports;

namespace Maintenance.Api.Alarms.Notification;

/// <summary>The browsers on which a person has switched notifications on.</summary>
public interface INotificationDevices
{
    /// <summary>Those of an account, the newest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<NotificationDevice>> ListAsync(string user, CancellationToken cancellationToken);

    /// <summary>Takes one away from its account; false when it has none of that name.</summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    Task<bool> RemoveAsync(string user, string name, CancellationToken cancellationToken);

    /// <summary>Sends a test message to one; false when the account has none of that name.</summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    Task<bool> TestAsync(string user, string name, CancellationToken cancellationToken);
}
