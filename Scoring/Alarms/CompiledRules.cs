using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Alarms;

/// <summary>The rules of one asset in all their versions, in flat arrays. Shared by assets with equal rules. Immutable.</summary>
internal sealed class CompiledRules
{
    private readonly long[] _starts;
    private readonly CompiledRule[][] _active;

    /// <summary>Takes over what <see cref="RuleCompiler"/> made.</summary>
    public CompiledRules(CompiledSignal[] signals, Comparator[] comparators, CompiledRule[] rules, int onsets)
    {
        (Signals, Comparators, Rules, Onsets) = (signals, comparators, rules, onsets);
        Levels = [.. rules.SelectMany(r => r.Levels)];
        GapSignal = Array.FindIndex(signals, s => s.Kind == SignalKind.DataGap);
        UsesMinutes = signals.Any(s => s.Kind is SignalKind.Rate or SignalKind.Deviation);
        SilentLevels = [.. Levels.Where(l => l.SilenceMicros >= 0).OrderBy(l => l.SilenceDue)];
        MinSilence = SilentLevels.Select(l => l.SilenceMicros).DefaultIfEmpty(long.MaxValue).Min();
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

    /// <summary>Those that judge silence, the first to be due first.</summary>
    public CompiledLevel[] SilentLevels { get; }

    /// <summary>Onsets that a state keeps.</summary>
    public int Onsets { get; }

    /// <summary>Position of the time without a block; −1 when no rule asks for it.</summary>
    public int GapSignal { get; }

    /// <summary>True when a level judges silence.</summary>
    public bool UsesGap => SilentLevels.Length > 0;

    /// <summary>True when a rule asks for what closed minutes say.</summary>
    public bool UsesMinutes { get; }

    /// <summary>Shortest silence that a level can show, µs; <see cref="long.MaxValue"/> when none can.</summary>
    public long MinSilence { get; }

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

    /// <summary>The level that judges silence and made a row; null when none did.</summary>
    public CompiledLevel? SilentLevelOf(in AlarmEventRow row)
    {
        foreach (var level in SilentLevels)
            if (level.Rule.Version == row.RuleVersion && level.Rule.Id == row.Rule && level.Level.Name == row.Level) return level;
        return null;
    }

    /// <summary>Rules that judge in a stretch.</summary>
    public CompiledRule[] ActiveIn(int segment) => _active[segment];
}
