namespace Maintenance.Core.Alarms;

/// <summary>Alarms of one level.</summary>
/// <param name="Level">Name of the level.</param>
/// <param name="Alarms">How often it would have been raised.</param>
/// <param name="InFlood">How many of them in a stretch of ten minutes with more than ten alarms of this rule over all drills.</param>
/// <param name="MedianSeconds">Median of how long they stood, of those that are over; NaN when none is.</param>
/// <param name="Standing">How many stand at the end.</param>
public sealed record AlarmDryRunLevel(string Level, int Alarms, int InFlood, double MedianSeconds, int Standing);
