using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;

namespace Maintenance.Dashboard.Live;

/// <summary>One moment of <see cref="FleetRounds"/>, with the messages made in it. Threading: any.</summary>
/// <param name="fleet">The fleet.</param>
/// <param name="rounds">Its successors and predecessors.</param>
/// <param name="number">Number of the round.</param>
/// <param name="version">Version of the fleet; later changes may be in its messages already.</param>
/// <param name="nowUnixMicros">When it began.</param>
internal sealed class FleetRound(LiveFleet fleet, FleetRounds rounds, long number, long version, long nowUnixMicros)
{
    private readonly ConcurrentDictionary<(FleetSelection Selection, long Since), Lazy<FleetChange>> _changes = new();
    private readonly ConcurrentDictionary<(RegionScope Scope, string? Region), Lazy<FleetRanking>> _rankings = new();
    private readonly ConcurrentDictionary<FleetWindow, Lazy<DrillCondition[]>> _windows = new();
    private readonly ConcurrentDictionary<(FleetWindow Window, long Since), Lazy<FleetChange>> _lists = new();

    public long Number => number;

    public long Version => version;

    public long NowUnixMicros => nowUnixMicros;

    /// <summary>What changed after a version.</summary>
    public FleetChange Since(long seen, FleetSelection selection) => _changes.GetOrAdd(
        (selection, seen), static (key, round) => new Lazy<FleetChange>(() => round.Make(key.Since, key.Selection)), this).Value;

    /// <summary>A window of the list, with what differs from an earlier round.</summary>
    /// <param name="seen">Number of the round that was seen last; below 0 none.</param>
    /// <param name="window">The window.</param>
    public FleetChange ListSince(long seen, FleetWindow window) => _lists.GetOrAdd(
        (window, seen), static (key, round) => new Lazy<FleetChange>(() => round.MakeList(key.Since, key.Window)), this).Value;

    private FleetChange Make(long seen, FleetSelection selection)
    {
        var changed = fleet.All.Where(d => d.Version > seen && selection.Shows(d.Asset.Region)).ToArray();
        if (changed.Length == 0) return FleetChange.None;
        return FleetChange.Of("fleet",
            new FleetMessage(nowUnixMicros / 1000.0, [.. changed.Select(d => FleetItem.Of(d, selection.Units, nowUnixMicros))]),
            changed.Where(_ => seen >= 0));
    }

    private FleetChange MakeList(long seen, FleetWindow window)
    {
        var ranking = RankingOf(window.Selection);
        var shown = _windows.GetOrAdd(window, static (key, round) => new Lazy<DrillCondition[]>(() => round.Show(key)), this).Value;
        var before = rounds.HistoryOf(window).Find(seen);
        var changed = before is null ? shown : Array.FindAll(
            shown, d => d.Version > before.Version || !before.Assets.Contains(d.Asset.Id.Value));
        var places = FleetSummary.Summarises(ranking) ? ranking.Places.Take(FleetSummary.MaxPlaces) : [];
        return FleetChange.Of("fleetList", new FleetListMessage(
                nowUnixMicros / 1000.0, ranking.Counts, ranking.ByRisk(window.State).Count, window.First,
                [.. shown.Select(d => d.Asset.Id.Value)], [.. changed.Select(d => FleetItem.Of(d, window.Selection.Units, nowUnixMicros))],
                [.. places], ranking.StatesHash.ToString("x", CultureInfo.InvariantCulture)),
            changed.Where(_ => before is not null));
    }

    private FleetRanking RankingOf(FleetSelection selection) => _rankings.GetOrAdd(
        (selection.Scope, selection.Region?.ToLowerInvariant()),
        static (key, round) => new Lazy<FleetRanking>(() => round.Rank(key.Scope, key.Region)), this).Value;

    private FleetRanking Rank(RegionScope scope, string? region) =>
        rounds.Timed(() => new FleetRanking(fleet.All, scope, region, nowUnixMicros));

    // What is sent of it later is what differs from this.
    private DrillCondition[] Show(FleetWindow window)
    {
        DrillCondition[] shown = [.. RankingOf(window.Selection).ByRisk(window.State).Skip(window.First).Take(window.Count)];
        var assets = shown.Select(d => d.Asset.Id.Value).ToFrozenSet(StringComparer.Ordinal);
        rounds.HistoryOf(window).Add(new FleetWindowState(number, version, assets));
        return shown;
    }
}
