using System.Collections.Frozen;

namespace Maintenance.Core.Assets;

/// <summary>
/// The regions a user may see: all (<c>*</c>) or those listed. Everything a user requests is filtered by it: pages, REST, live feed.
/// Region names compare ordinally, ignoring case.
/// </summary>
public sealed class RegionScope : IEquatable<RegionScope>
{
    private readonly FrozenSet<string> _regions;

    private RegionScope(FrozenSet<string> regions, bool isAll) => (_regions, IsAll) = (regions, isAll);

    /// <summary>All regions visible.</summary>
    public static RegionScope All { get; } = new([], isAll: true);

    /// <summary>No region visible.</summary>
    public static RegionScope None { get; } = new([], isAll: false);

    /// <summary>True when all regions are visible, including what belongs to no region (dead letters of unknown assets).</summary>
    public bool IsAll { get; }

    /// <summary>Visible regions, in any case; empty when <see cref="IsAll"/>.</summary>
    public IReadOnlyCollection<string> Regions => _regions;

    /// <summary>Reads <c>*</c> or names separated by commas; empty text allows nothing.</summary>
    public static RegionScope Parse(string? text)
    {
        var names = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Contains("*", StringComparer.Ordinal)) return All;
        return names.Length == 0 ? None : new RegionScope(names.ToFrozenSet(StringComparer.OrdinalIgnoreCase), isAll: false);
    }

    /// <summary>True when the region is visible.</summary>
    public bool Allows(string region) => IsAll || _regions.Contains(region);

    /// <summary>
    /// True for rows of assets in visible regions; rows of unknown assets are visible only when all regions are.
    /// </summary>
    public bool AllowsRowsOf(string? asset, AssetRegistry registry) =>
        IsAll || (asset is not null && registry.TryGet(asset, out var known) && Allows(known.Region));

    /// <summary>True when the same regions are visible.</summary>
    public bool Equals(RegionScope? other) => other is not null && IsAll == other.IsAll && _regions.SetEquals(other._regions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RegionScope);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsAll, _regions.Count);

    /// <summary>As <see cref="Parse"/> reads it, names in order.</summary>
    public override string ToString() => IsAll ? "*" : string.Join(',', _regions.Order(StringComparer.Ordinal));
}
