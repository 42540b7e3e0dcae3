using Maintenance.Notification.Planning;

namespace Maintenance.Notification.Delivery;

/// <summary>A message in words.</summary>
/// <param name="Planned">What it tells, and to whom.</param>
/// <param name="Kind"><c>alarm</c>, <c>escalation</c>, <c>repetition</c>, <c>returned</c>, <c>summary</c> or <c>test</c>.</param>
/// <param name="Subject">One line.</param>
/// <param name="Alarms">The alarms that it names; of a flood the most urgent ones.</param>
/// <param name="UnixMicros">When it is sent.</param>
internal sealed record OutgoingMessage(
    PlannedMessage Planned, string Kind, string Subject, IReadOnlyList<ToldAlarm> Alarms, long UnixMicros);
