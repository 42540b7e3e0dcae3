using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// Measurement locations: of the whole fleet for the registry, of some assets for a worker that meets them or a registration that replaces
/// them. A few rows per asset.
/// </summary>
public static class MeasurementLocationsQuery
{
    private static readonly string Sql = $"SELECT {MeasurementLocationRow.Table.ColumnList} FROM measurement_location";

    /// <summary>Of every asset that has some.</summary>
    public static async Task<IReadOnlyDictionary<string, MeasurementLocations>> RunAsync(
        IConditionStore store, CancellationToken cancellationToken) =>
        ByAsset((await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read<MeasurementLocationRow>());

    /// <summary>Of those of the assets that have some.</summary>
    public static async Task<IReadOnlyDictionary<string, MeasurementLocations>> OfAsync(
        IConditionStore store, IReadOnlyCollection<string> assets, CancellationToken cancellationToken) =>
        ByAsset((await AssetRanges.OfAssetsAsync(store, assets, condition => $"{Sql} WHERE {condition}", cancellationToken))
            .SelectMany(r => r.Read<MeasurementLocationRow>()));

    // What two registrations at once have left is read as far as it is allowed, not refused: the next one mends it.
    private static Dictionary<string, MeasurementLocations> ByAsset(IEnumerable<MeasurementLocationRow> rows) =>
        rows.GroupBy(r => r.Asset, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Merged(g.Select(r => r.Location)), StringComparer.Ordinal);

    private static MeasurementLocations Merged(IEnumerable<MeasurementLocation> locations) => MeasurementLocations.Of(
        locations.OrderBy(l => l.Name, StringComparer.Ordinal).DistinctBy(l => l.Name, StringComparer.OrdinalIgnoreCase)
            .Take(MeasurementLocations.Max));
}
