using Maintenance.Core.Assets;

namespace Maintenance.Core.Tables;

/// <summary>An asset and its place: upsert by asset.</summary>
public readonly record struct AssetRow : ITableRow<AssetRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<AssetRow>("asset", "asset");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Region.</summary>
    public required string Region { get; init; }

    /// <summary>Site.</summary>
    public required string Site { get; init; }

    /// <summary>Rig.</summary>
    public required string Rig { get; init; }

    /// <summary>WGS 84 latitude, degrees north; NaN when unknown.</summary>
    public required double LatitudeDeg { get; init; }

    /// <summary>WGS 84 longitude, degrees east; NaN when unknown.</summary>
    public required double LongitudeDeg { get; init; }

    /// <summary>Bit diameter, m; NaN when unknown.</summary>
    public required double BitDiameterM { get; init; }

    /// <summary>Type of the rig; null of none.</summary>
    public required string? RigType { get; init; }

    /// <summary>Class of the machine; null of none.</summary>
    public required string? AssetClass { get; init; }

    /// <summary>The row of an asset.</summary>
    public static AssetRow Of(Asset asset) => new()
    {
        Asset = asset.Id.Value,
        Region = asset.Region,
        Site = asset.Site,
        Rig = asset.Rig,
        LatitudeDeg = asset.LatitudeDeg,
        LongitudeDeg = asset.LongitudeDeg,
        BitDiameterM = asset.BitDiameterM,
        RigType = asset.RigType,
        AssetClass = asset.AssetClass,
    };

    /// <inheritdoc/>
    public static AssetRow Map<TMap>(ref TMap map, in AssetRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        Region = map.Text("region", row.Region),
        Site = map.Text("site", row.Site),
        Rig = map.Text("rig", row.Rig),
        LatitudeDeg = map.DoublePrecision("latitude_deg", row.LatitudeDeg),
        LongitudeDeg = map.DoublePrecision("longitude_deg", row.LongitudeDeg),
        BitDiameterM = map.DoublePrecision("bit_diameter_m", row.BitDiameterM),
        RigType = map.TextOrNull("rig_type", row.RigType),
        AssetClass = map.TextOrNull("asset_class", row.AssetClass),
    };
}
