namespace Maintenance.Scoring.Alarms;

/// <summary>What is remembered of an asset at the end of a minute of event time.</summary>
/// <param name="minute">Number of the minute.</param>
/// <param name="state">State after its last block; not changed any more.</param>
internal sealed class AlarmMark(long minute, FoldState state)
{
    /// <summary>Number of the minute.</summary>
    public long Minute { get; } = minute;

    /// <summary>State after its last block; not changed any more.</summary>
    public FoldState State { get; set; } = state;

    /// <summary>
    /// What the minutes before it made of the comparisons that ask for them (<see cref="CompiledRules.OutcomesOf"/>); null when not known.
    /// </summary>
    public ulong? Outcomes { get; set; }

    /// <summary>True when the store has a row of it.</summary>
    public bool IsStored { get; set; }
}
