namespace Maintenance.Core.Alarms.Performance;

/// <summary>How many alarms had a priority.</summary>
/// <param name="Priority">Highest of the alarm.</param>
/// <param name="Alarms">How many.</param>
/// <param name="Share">Share of all; null when there are none.</param>
/// <param name="Target">Share in a rationalised load.</param>
public sealed record PriorityShare(AlarmPriority Priority, int Alarms, double? Share, double Target);
