using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Planning;

/// <summary>A message that is due: to one recipient, of one or more alarms.</summary>
/// <param name="Id">Its id, the same at every attempt.</param>
/// <param name="Recipient">Where it goes.</param>
/// <param name="Items">What it tells, most urgent first.</param>
internal sealed record PlannedMessage(string Id, Recipient Recipient, IReadOnlyList<PlannedItem> Items)
{
    /// <summary>Name of the route.</summary>
    public string Route => Items[0].Row.Route;
}

/// <summary>One alarm of a message.</summary>
/// <param name="Row">Its row: as it was, or as it will be claimed.</param>
/// <param name="Alarm">The alarm; null of a test, and when it is at rest.</param>
internal sealed record PlannedItem(NotificationRow Row, Alarm? Alarm);
