using Maintenance.Core.Alarms;

namespace Maintenance.Scoring.Alarms;

/// <summary>A comparison as compiled: what it compares, and where it becomes true and false again.</summary>
/// <param name="Signal">Position of the signal's value.</param>
/// <param name="Comparison">How.</param>
/// <param name="Limit">Limit, or the number of the word.</param>
/// <param name="Release">Where it is false again: the limit and the deadband.</param>
internal readonly record struct Comparator(int Signal, AlarmComparison Comparison, float Limit, float Release)
{
    /// <summary>The comparison's next truth.</summary>
    /// <param name="value">Value; NaN leaves it as it was.</param>
    /// <param name="was">What it was.</param>
    public Truth Next(float value, Truth was) => Comparison switch
    {
        _ when float.IsNaN(value) => was,
        AlarmComparison.Above => value > Limit || (value > Release && was == Truth.True) ? Truth.True : Truth.False,
        AlarmComparison.Below => value < Limit || (value < Release && was == Truth.True) ? Truth.True : Truth.False,
        _ => value == Limit ? Truth.True : Truth.False,
    };

    /// <summary>What a value does to any truth: 0 leaves it (NaN), 1 makes it false, 2 leaves it true if it was, 3 makes it true.</summary>
    public ulong OutcomeOf(float value) => float.IsNaN(value) ? 0UL
        : Next(value, Truth.False) == Truth.True ? 3
        : Next(value, Truth.True) == Truth.True ? 2
        : 1UL;
}
