using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Which rows of an asset this build cannot recompute, nor what rests on them: they were made with another descriptor set, or by a model
/// that is gone. Rows without a set were made with set 1.
/// </summary>
public static class OtherDescriptorSetQuery
{
    private const long MinuteMicros = 60_000_000;

    private const string Made = "coalesce(descriptor_set, 1)";

    /// <summary>
    /// Minutes of event time that hold a row made with another set, or an assessment by none of some models; in any order.
    /// </summary>
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="set">Descriptor set of this build.</param>
    /// <param name="models">Hashes of the models that are at hand.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<long>> MinutesAsync(
        IConditionStore store, string asset, int set, IReadOnlyCollection<string> models, CancellationToken cancellationToken)
    {
        var bucket = store.Dialect.BucketOf("event_time");
        var gone = models.Count == 0 ? "1 = 1" : $"model_hash NOT IN ({string.Join(", ", models.Select(_ => "?"))})";
        var sql = $"""
            SELECT {bucket} AS bucket FROM descriptor WHERE asset = ? AND {Made} <> ?
            UNION
            SELECT {bucket} AS bucket FROM assessment WHERE asset = ? AND ({Made} <> ? OR {gone})
            """;
        return (await store.QueryAsync(
            new StoreQuery(sql, [MinuteMicros, asset, set, MinuteMicros, asset, set, .. models]), cancellationToken)).Read(r =>
            r.Whole("bucket"));
    }

    /// <summary>The last record of each partition that was described with another set.</summary>
    public static async Task<IReadOnlyList<(long Partition, long Offset)>> LastRecordsAsync(
        IConditionStore store, string asset, int set, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(
            $"SELECT log_partition, max(log_offset) AS log_offset FROM descriptor WHERE asset = ? AND {Made} <> ? GROUP BY log_partition",
            asset, set), cancellationToken)).Read(r => (r.Whole("log_partition"), r.Whole("log_offset")));

    /// <summary>
    /// The descriptor set of the asset's blocks in (after, until] that is not that of this build; null when all are of it.
    /// </summary>
    public static async Task<int?> OfBlocksAsync(
        IConditionStore store, string asset, DateTime after, DateTime until, long offset, int set, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(
            $"SELECT min({Made}) AS made FROM descriptor WHERE asset = ? AND event_time > ? AND event_time <= ? AND log_offset <= ? "
                + $"AND {Made} <> ?", asset, after, until, offset, set), cancellationToken)).First?.WholeOrNull("made") is { } made
                ? (int)made : null;
}
