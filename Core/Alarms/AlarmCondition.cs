namespace Maintenance.Core.Alarms;

/// <summary>A condition over the signals of one asset: a comparison, or a combination of conditions. Immutable.</summary>
/// <remarks>
/// In JSON: <c>{"signal": "bearing_temperature.max", "above": 95, "deadband": 3}</c>,
/// <c>{"signal": "drilling_state", "is": "drilling"}</c>, <c>{"all": [ … ]}</c>, <c>{"any": [ … ]}</c>, <c>{"not": … }</c>.
/// </remarks>
public abstract record AlarmCondition
{
    private AlarmCondition()
    {
    }

    /// <summary>A signal compared with a limit. A missing value leaves the comparison as it was: no data is never normal.</summary>
    /// <param name="Signal">The signal, by <see cref="AlarmSignals"/>.</param>
    /// <param name="Comparison">The comparison.</param>
    /// <param name="Limit">Limit in the signal's unit; NaN of <see cref="AlarmComparison.Is"/>.</param>
    /// <param name="Deadband">How far the signal must come back before the comparison is false, in its unit; at least 0.</param>
    /// <param name="Word">Word of <see cref="AlarmComparison.Is"/>, else null.</param>
    public sealed record Compare(string Signal, AlarmComparison Comparison, double Limit, double Deadband, string? Word) : AlarmCondition;

    /// <summary>True when all are.</summary>
    public sealed record All(IReadOnlyList<AlarmCondition> Conditions) : AlarmCondition;

    /// <summary>True when one is.</summary>
    public sealed record Any(IReadOnlyList<AlarmCondition> Conditions) : AlarmCondition;

    /// <summary>True when the other is false.</summary>
    public sealed record Not(AlarmCondition Condition) : AlarmCondition;
}
