using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Alarms;

/// <summary>The rules of one asset in all their versions, in flat arrays. Shared by assets with equal rules. Immutable.</summary>
internal sealed class CompiledRules
{
    private const int BitsPerOutcome = 2;
    private const int MaxOutcomes = 64 / BitsPerOutcome;

    private readonly long[] _starts;
    private readonly CompiledRule[][] _active;
    private readonly Comparator[] _minuteComparators;

    /// <summary>Takes over what <see cref="RuleCompiler"/> made.</summary>
    public CompiledRules(CompiledSignal[] signals, Comparator[] comparators, CompiledRule[] rules, int onsets)
    {
        (Signals, Comparators, Rules, Onsets) = (signals, comparators, rules, onsets);
        Levels = [.. rules.SelectMany(r => r.Levels)];
        GapSignal = Array.FindIndex(signals, s => s.Kind == SignalKind.DataGap);
        MinutesBack = signals.Max(s => (int?)MinuteSignals.Reach(s.Kind)) ?? 0;
        _minuteComparators = [.. comparators.Where(c => c.Signal >= 0 && MinuteSignals.Reach(signals[c.Signal].Kind) > 0)];
        ClockSignal = Array.FindIndex(signals, s => s.Kind == SignalKind.ClockAhead);
        ArrivalLevels = [.. Levels.Where(l => l.IsByArrival)];
        SilentLevels = [.. Levels.Where(l => l.SilenceMicros >= 0).OrderBy(l => l.SilenceDue)];
        MinSilence = SilentLevels.Select(l => l.SilenceMicros).DefaultIfEmpty(long.MaxValue).Min();
        MinAhead = ArrivalLevels.Where(l => l.SilenceMicros < 0).SelectMany(l => l.When.Comparators).Select(c => comparators[c])
            .Select(c => c.Comparison == AlarmComparison.Above ? c.Limit : -1).DefaultIfEmpty(float.PositiveInfinity).Min();
        MaxOffDelay = Levels.Length == 0 ? 0 : Levels.Max(l => l.OffDelay);
        _starts = [.. rules.SelectMany(r => new[] { r.Period.FromUnixMicros, r.Period.UntilUnixMicros }).Append(long.MinValue)
            .Where(t => t != long.MaxValue).Distinct().Order()];
        _active = [.. _starts.Select(start => rules.Where(r => r.IsIn(start)).ToArray())];
        Key = string.Join('\n', rules.Select(r => r.Key));
    }

    /// <summary>Distinct signals, in the order of their values.</summary>
    public CompiledSignal[] Signals { get; }

    /// <summary>Comparisons of all rules.</summary>
    public Comparator[] Comparators { get; }

    /// <summary>Rules in their periods.</summary>
    public CompiledRule[] Rules { get; }

    /// <summary>Levels of all rules, by <see cref="CompiledLevel.Index"/>.</summary>
    public CompiledLevel[] Levels { get; }

    /// <summary>Those that are judged by arrival.</summary>
    public CompiledLevel[] ArrivalLevels { get; }

    /// <summary>Those of them that judge silence, the first to be due first.</summary>
    public CompiledLevel[] SilentLevels { get; }

    /// <summary>Onsets that a state keeps.</summary>
    public int Onsets { get; }

    /// <summary>Position of the time without a block; −1 when no rule asks for it.</summary>
    public int GapSignal { get; }

    /// <summary>Position of how far a stamp is ahead; −1 when no rule asks for it.</summary>
    public int ClockSignal { get; }

    /// <summary>True when a level is judged by arrival.</summary>
    public bool UsesArrival => ArrivalLevels.Length > 0;

    /// <summary>How many closed minutes before a block its signals depend on.</summary>
    public int MinutesBack { get; }

    /// <summary>True when a rule asks for what closed minutes say.</summary>
    public bool UsesMinutes => MinutesBack > 0;

    /// <summary>
    /// What the values of a minute make of the comparisons that ask for what closed minutes say, whatever was true before: equal outcomes
    /// are judged the same. Null when there are too many comparisons to say it.
    /// </summary>
    /// <param name="minuteValues">A value per signal.</param>
    public ulong? OutcomesOf(ReadOnlySpan<float> minuteValues)
    {
        if (_minuteComparators.Length > MaxOutcomes) return null;
        var outcomes = 0UL;
        foreach (var comparator in _minuteComparators)
            outcomes = (outcomes << BitsPerOutcome) | comparator.OutcomeOf(minuteValues[comparator.Signal]);
        return outcomes;
    }

    /// <summary>Shortest silence that a level can show, µs; <see cref="long.MaxValue"/> when none can.</summary>
    public long MinSilence { get; }

    /// <summary>A stamp that is no further ahead is nothing to a level at rest, s.</summary>
    public float MinAhead { get; }

    /// <summary>Longest off-delay, µs.</summary>
    public long MaxOffDelay { get; }

    /// <summary>Tells it from every other.</summary>
    public string Key { get; }

    /// <summary>Number of the stretch of event time, between two changes of rules, that contains a time.</summary>
    public int SegmentOf(long time)
    {
        var i = _starts.Length - 1;
        if (time >= _starts[i]) return i;
        i = Array.BinarySearch(_starts, time);
        return i >= 0 ? i : ~i - 1;
    }

    /// <summary>The level that is judged by arrival and made a row; null when none did.</summary>
    public CompiledLevel? ArrivalLevelOf(in AlarmEventRow row)
    {
        foreach (var level in ArrivalLevels)
            if (level.Rule.Version == row.RuleVersion && level.Rule.Id == row.Rule && level.Level.Name == row.Level) return level;
        return null;
    }

    /// <summary>True of a comparison that arrival answers.</summary>
    public bool IsArrival(int comparator) => Comparators[comparator].Signal is var signal && signal >= 0
        && (signal == GapSignal || signal == ClockSignal);

    /// <summary>First change of the rules after a time, Unix µs; <see cref="long.MaxValue"/> when there is none.</summary>
    public long ChangeAfter(long time)
    {
        foreach (var start in _starts)
            if (start > time) return start;
        return long.MaxValue;
    }

    /// <summary>Rules that judge in a stretch.</summary>
    public CompiledRule[] ActiveIn(int segment) => _active[segment];
}
