using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>Counts what a dry run finds.</summary>
internal sealed class AlarmDryRunTally
{
    // Flood: more than ten alarms in ten minutes (ISA-18.2, EEMUA 191).
    private const long FloodWindow = 600 * UnixMicros.PerSecond;
    private const int FloodAbove = 10;

    private readonly List<Found> _found = [];
    private readonly List<string> _levels = [];
    private readonly Dictionary<(string Level, long Onset), int> _places = [];
    private readonly HashSet<string> _judged = new(StringComparer.Ordinal);
    private string _asset = "";
    private long _blocksBefore;

    /// <summary>Blocks judged.</summary>
    public long Blocks { get; set; }

    /// <summary>Goes on with another asset.</summary>
    public void Begin(string asset, AlarmRule rule)
    {
        NoteJudged();
        (_asset, _blocksBefore) = (asset, Blocks);
        _places.Clear();
        foreach (var level in rule.Levels)
            if (!_levels.Contains(level.Name, StringComparer.Ordinal)) _levels.Add(level.Name);
    }

    /// <summary>Adds what the fold found; the same alarm again corrects it.</summary>
    public void Add(in AlarmChange change)
    {
        var key = (change.Level.Level.Name, change.Onset);
        var found = new Found(_asset, key.Name, change.Onset, change.Raised, change.Returned);
        if (_places.TryGetValue(key, out var place)) _found[place] = found;
        else
        {
            _places[key] = _found.Count;
            _found.Add(found);
        }
    }

    /// <summary>The figures.</summary>
    public AlarmDryRun Result(long from, long until)
    {
        NoteJudged();
        var flooded = Flooded();
        return new AlarmDryRun(
            from, until, Blocks,
            [.. _levels.Select(level => LevelOf(level, flooded))],
            [.. _found.GroupBy(f => f.Asset, StringComparer.Ordinal).Select(g => new AlarmDryRunAsset(g.Key, g.Count()))
                .OrderByDescending(a => a.Alarms).ThenBy(a => a.Asset, StringComparer.Ordinal).Take(AlarmDryRun.MaxAssets)],
            _judged.Count);
    }

    private AlarmDryRunLevel LevelOf(string level, HashSet<Found> flooded)
    {
        Found[] own = [.. _found.Where(f => f.Level == level)];
        long[] lengths = [.. own.Where(f => f.Returned != UnixMicros.None).Select(f => f.Returned - f.Onset).Order()];
        var median = lengths.Length == 0 ? double.NaN
            : (lengths[(lengths.Length - 1) / 2] + (double)lengths[lengths.Length / 2]) / 2 / UnixMicros.PerSecond;
        return new AlarmDryRunLevel(level, own.Length, own.Count(flooded.Contains), median, own.Length - lengths.Length);
    }

    private HashSet<Found> Flooded()
    {
        Found[] all = [.. _found.OrderBy(f => f.Raised)];
        var (flooded, first, marked) = (new HashSet<Found>(), 0, 0);
        for (var i = 0; i < all.Length; i++)
        {
            while (all[i].Raised - all[first].Raised >= FloodWindow) first++;
            if (i - first + 1 <= FloodAbove) continue;
            for (marked = Math.Max(marked, first); marked <= i; marked++) flooded.Add(all[marked]);
        }
        return flooded;
    }

    private void NoteJudged()
    {
        if (Blocks > _blocksBefore) _judged.Add(_asset);
    }

    private sealed record Found(string Asset, string Level, long Onset, long Raised, long Returned);
}
