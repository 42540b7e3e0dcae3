namespace Maintenance.Core.Alarms;

/// <summary>Alarms of one level.</summary>
/// <param name="Level">Name of the level.</param>
/// <param name="Alarms">How often it would have been raised.</param>
/// <param name="InFlood">
/// How many of them in floods of this rule's alarms over all drills (<see cref="Performance.AlarmFlood"/>, one operator).
/// </param>
/// <param name="MedianSeconds">Median of how long they stood, of those that are over, within 1 %; NaN when none is.</param>
/// <param name="Standing">How many stand at the end.</param>
/// <param name="Chattering">Assets on which it came <see cref="Performance.AlarmLoadLimits.Chatter"/> times within a minute.</param>
public sealed record AlarmDryRunLevel(string Level, int Alarms, int InFlood, double MedianSeconds, int Standing, int Chattering);
