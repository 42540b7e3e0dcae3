using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// The connections of <see cref="FleetHub"/> by id: a message written once can be sent only to the connection itself, not to the proxies
/// that a hub gives.
/// </summary>
internal sealed class FleetConnections(ILogger<DefaultHubLifetimeManager<FleetHub>> log) : DefaultHubLifetimeManager<FleetHub>(log)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> _connections = new(StringComparer.Ordinal);

    public HubConnectionContext this[string id] => _connections[id];

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _connections[connection.ConnectionId] = connection;
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _connections.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }
}
