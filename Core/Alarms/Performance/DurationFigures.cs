namespace Maintenance.Core.Alarms.Performance;

/// <summary>Durations, s.</summary>
/// <param name="Count">How many.</param>
/// <param name="MedianSeconds">Median; null when there are none.</param>
/// <param name="P90Seconds">Nine of ten are at most this; null when there are none.</param>
public sealed record DurationFigures(int Count, double? MedianSeconds, double? P90Seconds);
