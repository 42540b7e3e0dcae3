using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>A reader's offset spans, from table <c>log_identity</c>, in order of offset.</summary>
public static class OffsetSpansQuery
{
    private const string Sql =
        "SELECT from_offset, log_offset, lineage, cut_at FROM log_identity WHERE reader = ? AND topic = ? AND log_partition = ? "
        + "ORDER BY from_offset";

    public static async Task<IReadOnlyList<OffsetSpan>> RunAsync(
        IConditionStore store, OffsetKey key, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, key.Reader, key.Topic, key.Partition), cancellationToken)).Read(r => new OffsetSpan(
            r.Whole("from_offset"), r.Whole("log_offset"), LogLineage.Parse(r.TextOrNull("lineage")),
            r.WholeOrNull("cut_at") is >= 0 and var cut ? cut : null));
}
