using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Host.Composition;

/// <summary>Keeps the registry of this process and the table <c>asset</c> in step.</summary>
internal static class AssetTable
{
    private const string All = "SELECT asset, region, site, rig, latitude_deg, longitude_deg, bit_diameter_m FROM asset";

    public static async Task LoadAsync(IConditionStore store, AssetRegistry registry, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(All), cancellationToken);
        Asset[] news =
        [
            .. result.Rows
                .Select(r => new Asset(AssetId.Parse((string)r[0]!), (string)r[1]!, (string)r[2]!, (string)r[3]!, Number(r[4]), Number(r[5]), Number(r[6])))
                .Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a),
        ];
        if (news.Length > 0) registry.AddOrReplace(news);
    }

    /// <summary>Writes the assets that are new or changed to the store and then makes them known.</summary>
    public static async Task RegisterAsync(IConditionStore store, AssetRegistry registry, IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        Asset[] news = [.. assets.Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a)];
        if (news.Length == 0) return;
        var batch = new TableBatch(StoreTables.Asset);
        foreach (var asset in news)
        {
            batch.Column<string?>(0).Add(asset.Id.Value);
            batch.Column<string?>(1).Add(asset.Region);
            batch.Column<string?>(2).Add(asset.Site);
            batch.Column<string?>(3).Add(asset.Rig);
            batch.Column<double>(4).Add(asset.LatitudeDeg);
            batch.Column<double>(5).Add(asset.LongitudeDeg);
            batch.Column<double>(6).Add(asset.BitDiameterM);
        }
        await store.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
        registry.AddOrReplace(news);
    }

    private static double Number(object? value) => value is double number ? number : double.NaN;
}
