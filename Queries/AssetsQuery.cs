using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>All registered assets with their measurement locations.</summary>
public static class AssetsQuery
{
    private static readonly string Sql = $"SELECT {AssetRow.Table.ColumnList} FROM asset";

    public static async Task<IReadOnlyList<Asset>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var rows = (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read<AssetRow>();
        return Join(rows, await MeasurementLocationsQuery.RunAsync(store, cancellationToken));
    }

    internal static IReadOnlyList<Asset> Join(IEnumerable<AssetRow> rows, IReadOnlyDictionary<string, MeasurementLocations> locations) =>
    [
        .. rows.Select(r => new Asset(AssetId.Parse(r.Asset), r.Region, r.Site, r.Rig, r.LatitudeDeg, r.LongitudeDeg, r.BitDiameterM)
        {
            RigType = r.RigType,
            AssetClass = r.AssetClass,
            Locations = locations.GetValueOrDefault(r.Asset, MeasurementLocations.None),
        }),
    ];
}
