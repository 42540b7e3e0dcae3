namespace Maintenance.Core.WorkOrders;

/// <summary>An alarm that a work order came from.</summary>
/// <param name="Rule">Rule that raised it.</param>
/// <param name="OccurrenceUnixMicros">Its beginning as it was known then, Unix µs.</param>
public sealed record WorkOrderAlarm(string Rule, long OccurrenceUnixMicros);
