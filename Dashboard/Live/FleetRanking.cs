using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;

namespace Maintenance.Dashboard.Live;

/// <summary>The drills of a region, or of all, at a time: by risk, and counted by state and place. Immutable; any thread.</summary>
internal sealed class FleetRanking
{
    private readonly DrillCondition[] _byRisk;
    private readonly string[] _states;
    private readonly long _nowUnixMicros;
    private readonly DrillCondition[][] _ofState = new DrillCondition[DrillStates.All.Count][];

    /// <param name="fleet">All drills.</param>
    /// <param name="scope">What may be seen.</param>
    /// <param name="region">The only region, in any case; null or empty for all.</param>
    /// <param name="nowUnixMicros">The time.</param>
    public FleetRanking(IEnumerable<DrillCondition> fleet, RegionScope scope, string? region, long nowUnixMicros)
    {
        _nowUnixMicros = nowUnixMicros;
        var visible = fleet.Where(d => scope.Allows(d.Asset.Region)).ToArray();
        Regions = [.. visible.Select(d => d.Asset.Region).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Region = Regions.FirstOrDefault(r => string.Equals(r, region, StringComparison.OrdinalIgnoreCase));
        IsUnknownRegion = !string.IsNullOrEmpty(region) && Region is null;
        var inRegion = visible.Where(d => Region is null
            ? !IsUnknownRegion : string.Equals(d.Asset.Region, Region, StringComparison.Ordinal));
        _byRisk = [.. FleetOrder.ByRisk(inRegion, nowUnixMicros)];
        _states = Array.ConvertAll(_byRisk, d => d.StateAt(nowUnixMicros));
        Counts = new int[DrillStates.All.Count];
        var places = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var hash = 0L;
        for (var i = 0; i < _byRisk.Length; i++)
        {
            var (asset, state) = (_byRisk[i].Asset, IndexOf(_states[i]));
            Counts[state]++;
            var place = Region is null ? asset.Region : asset.Site;
            if (!places.TryGetValue(place, out var counts)) places[place] = counts = new int[Counts.Length];
            counts[state]++;
            hash ^= HashCode.Combine(asset.Id.Value, state);
        }
        StatesHash = hash;
        Places = [.. places.Select(p => new PlaceCount(p.Key, p.Value)).OrderByDescending(p => p.Counts[0])
            .ThenByDescending(p => p.Counts[1]).ThenBy(p => p.Place, StringComparer.Ordinal)];
    }

    /// <summary>All regions that may be seen.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>The only region; null for all.</summary>
    public string? Region { get; }

    /// <summary>True when a region was asked for that does not exist or may not be seen.</summary>
    public bool IsUnknownRegion { get; }

    /// <summary>Number of drills.</summary>
    public int Total => _byRisk.Length;

    /// <summary>Number of drills in each of <see cref="DrillStates.All"/>.</summary>
    public int[] Counts { get; }

    /// <summary>Number of drills in one of <see cref="DrillStates.All"/>.</summary>
    public int CountOf(string state) => Counts[IndexOf(state)];

    /// <summary>Regions, or the sites of the only region, highest risk first.</summary>
    public IReadOnlyList<PlaceCount> Places { get; }

    /// <summary>Differs when any drill's state differs.</summary>
    public long StatesHash { get; }

    /// <summary>Highest risk first.</summary>
    /// <param name="state">The only state, of <see cref="DrillStates"/>; null for all.</param>
    public IReadOnlyList<DrillCondition> ByRisk(string? state)
    {
        if (state is null) return _byRisk;
        ref var kept = ref _ofState[IndexOf(state)];
        return kept ??= [.. _byRisk.Where((_, i) => _states[i] == state)];
    }

    /// <summary>Index of a drill's state in <see cref="DrillStates.All"/>, at the ranking's time.</summary>
    public int StateIndexOf(DrillCondition drill) => IndexOf(drill.StateAt(_nowUnixMicros));

    private static int IndexOf(string state)
    {
        for (var i = 0; i < DrillStates.All.Count; i++) if (DrillStates.All[i] == state) return i;
        throw new ArgumentOutOfRangeException(nameof(state), state, "Not one of DrillStates.All.");
    }
}

/// <summary>Drills of a region or site.</summary>
/// <param name="Place">Region or site.</param>
/// <param name="Counts">Number in each of <see cref="DrillStates.All"/>.</param>
internal sealed record PlaceCount(string Place, int[] Counts);
