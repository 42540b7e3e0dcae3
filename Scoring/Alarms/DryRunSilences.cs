namespace Maintenance.Scoring.Alarms;

/// <summary>
/// The times in which nothing came from an asset, found from the receptions of its blocks in any order, and judged at the end. Memory grows
/// with the number of silences, not of blocks. Threading: one run.
/// </summary>
internal sealed class DryRunSilences(CompiledRules rules)
{
    // Receptions that follow each other without a silence that any level could show, ascending.
    private readonly List<(long First, long Last, FoldState After)> _heard = [];

    /// <summary>A block came.</summary>
    /// <param name="received">Its reception, Unix µs.</param>
    /// <param name="before">What the blocks before it say, for filters.</param>
    public void Add(long received, FoldState before)
    {
        if (!rules.UsesArrival) return;
        var at = _heard.FindLastIndex(h => h.First <= received);
        if (at >= 0 && received <= _heard[at].Last) return;
        if (at >= 0 && received - _heard[at].Last <= rules.MinSilence) _heard[at] = _heard[at] with { Last = received };
        else _heard.Insert(++at, (received, received, before.Clone()));
        if (at + 1 >= _heard.Count || _heard[at + 1].First - received > rules.MinSilence) return;
        _heard[at] = _heard[at] with { Last = _heard[at + 1].Last };
        _heard.RemoveAt(at + 1);
    }

    /// <summary>What the rules say of them, and of the silence after the last one.</summary>
    /// <param name="until">Until when nothing came, Unix µs.</param>
    /// <param name="after">What the last blocks say, for filters.</param>
    public IReadOnlyList<AlarmChange> Judge(long until, FoldState after)
    {
        var (fold, silence, found) = (new ArrivalFold(), new AssetArrival(), new List<AlarmChange>());
        silence.Use(rules);
        for (var i = 1; i < _heard.Count; i++)
        {
            var (next, _, tip) = _heard[i];
            fold.Pass(silence, tip, _heard[i - 1].Last, next, found);
            fold.Hear(silence, tip, next, next, found);
        }
        if (_heard is [.., var last]) fold.Pass(silence, after, last.Last, until, found);
        return found;
    }
}
