using Maintenance.Api.Fleet;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Maintenance.Dashboard.Live;

/// <summary>A message of the fleet.</summary>
/// <param name="Message">The message, written once for all who are sent it; null when nothing changed.</param>
/// <param name="Traces">Trace parents of the updates in it.</param>
internal sealed record FleetChange(SerializedHubMessage? Message, IReadOnlyList<string> Traces)
{
    public static FleetChange None { get; } = new(null, []);

    /// <param name="method">Method of the client.</param>
    /// <param name="message">Its argument.</param>
    /// <param name="delivered">
    /// Drills whose updates it delivers: the first message after a watch is the present state, and no delivery.
    /// </param>
    public static FleetChange Of(string method, object message, IEnumerable<DrillCondition> delivered) => new(
        new SerializedHubMessage(new InvocationMessage(method, [message])), [.. delivered.Select(DeliveryTraces.Of).OfType<string>()]);
}
