namespace Maintenance.Core.Alarms;

/// <summary>What a condition can be about, with what a limit of it may be.</summary>
/// <param name="Name">Name, as in <see cref="AlarmSignals"/>.</param>
/// <param name="Unit">Unit of values, limits and deadbands; empty of counts, indices and words.</param>
/// <param name="Min">Smallest possible value.</param>
/// <param name="Max">Largest possible value.</param>
/// <param name="Words">Words that <see cref="AlarmComparison.Is"/> may name; null of a number.</param>
/// <param name="IsNumber">True when it can be compared with a limit.</param>
public sealed record AlarmSignalDefinition(string Name, string Unit, double Min, double Max, IReadOnlyList<string>? Words, bool IsNumber);
