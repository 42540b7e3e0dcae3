using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;

namespace Maintenance.Api.Rest;

/// <summary>The rows that a registration or removal of assets writes and deletes: of the asset, and of its measurement locations.</summary>
public static class AssetRows
{
    /// <summary>Writes assets, each with its locations in place of those that are stored.</summary>
    /// <param name="store">Store.</param>
    /// <param name="assets">Assets that state their locations (<see cref="AssetRegistry.Complete"/>).</param>
    /// <param name="audit">Entry of the audit; null for none.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="StoreException">The store cannot be read or written; nothing was written.</exception>
    public static async Task WriteAsync(IConditionStore store, IReadOnlyList<Asset> assets, AuditRow? audit,
        CancellationToken cancellationToken)
    {
        var stored = await MeasurementLocationsQuery.OfAsync(store, [.. assets.Select(a => a.Id.Value)], cancellationToken);
        List<TableBatch> batches =
        [
            TableBatch.Of([.. assets.Select(AssetRow.Of)]),
            TableBatch.Of([.. assets.SelectMany(a => a.Locations ?? MeasurementLocations.None).Select(MeasurementLocationRow.Of)]),
        ];
        if (audit is { } entry) batches.Add(TableBatch.Of(entry));
        var deleted = assets.Where(a => stored.ContainsKey(a.Id.Value))
            .SelectMany(a => stored[a.Id.Value].Where(s => a.Locations?.Any(l => l.Name == s.Name) != true));
        await store.CommitAsync(new StoreCommit { Batches = batches, Deleted = [.. deleted.Select(KeyOf)] }, cancellationToken);
    }

    /// <summary>Deletes assets and their locations.</summary>
    /// <param name="store">Store.</param>
    /// <param name="assets">Ids.</param>
    /// <param name="audit">Entry of the audit.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="StoreException">The store cannot be read or written; nothing was deleted.</exception>
    public static async Task DeleteAsync(IConditionStore store, IReadOnlyList<string> assets, AuditRow audit,
        CancellationToken cancellationToken)
    {
        var stored = await MeasurementLocationsQuery.OfAsync(store, assets, cancellationToken);
        await store.CommitAsync(
            new StoreCommit
            {
                Batches = [TableBatch.Of(audit)],
                Deleted = [.. assets.Select(a => new RowKey(StoreTables.Asset, a)), .. stored.Values.SelectMany(l => l).Select(KeyOf)],
            }, cancellationToken);
    }

    private static RowKey KeyOf(MeasurementLocation location) =>
        new(StoreTables.MeasurementLocation, location.Asset.Value, location.Name);
}
