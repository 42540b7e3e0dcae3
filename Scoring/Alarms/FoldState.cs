namespace Maintenance.Scoring.Alarms;

/// <summary>What the judgement of an asset's next block depends on, besides the block: comparisons, levels and counted onsets.</summary>
internal sealed class FoldState(CompiledRules rules)
{
    /// <summary>The rules it belongs to.</summary>
    public CompiledRules Rules { get; } = rules;

    /// <summary>Truths of all comparisons.</summary>
    public Truth[] Truths { get; } = new Truth[rules.Comparators.Length];

    /// <summary>States of all levels.</summary>
    public LevelState[] Levels { get; } = new LevelState[rules.Levels.Length];

    /// <summary>Last onsets of levels that count, each level's ascending, 0 where there is none.</summary>
    public long[] Onsets { get; } = new long[rules.Onsets];

    /// <summary>Stretch of the rules of the last block; −1 when not known.</summary>
    public int Segment { get; set; } = -1;

    /// <summary>Takes over another state of the same rules.</summary>
    public void CopyFrom(FoldState other)
    {
        other.Truths.CopyTo(Truths, 0);
        other.Levels.CopyTo(Levels, 0);
        other.Onsets.CopyTo(Onsets, 0);
        Segment = other.Segment;
    }

    /// <summary>A copy.</summary>
    public FoldState Clone()
    {
        var clone = new FoldState(Rules);
        clone.CopyFrom(this);
        return clone;
    }

    /// <summary>True when what follows is judged the same.</summary>
    public bool Matches(FoldState other) => Truths.AsSpan().SequenceEqual(other.Truths)
        && Levels.AsSpan().SequenceEqual(other.Levels) && Onsets.AsSpan().SequenceEqual(other.Onsets);

    /// <summary>True when a rule remembers nothing.</summary>
    public bool IsClear(CompiledRule rule)
    {
        if (Truths.AsSpan(rule.FirstComparator, rule.Comparators).ContainsAnyExcept(Truth.Unknown)) return false;
        foreach (var level in rule.Levels)
            if (Levels[level.Index].Phase != LevelPhase.Idle || OnsetsOf(level).ContainsAnyExcept(0L)) return false;
        return true;
    }

    /// <summary>Onsets of a level.</summary>
    public Span<long> OnsetsOf(CompiledLevel level) => Onsets.AsSpan(level.FirstOnset, level.Onsets);
}
