using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// How a reader's offsets in the store translate into those of the log, from table <c>log_identity</c>. A store that has noted nothing has the log's own.
/// </summary>
public sealed class OffsetSpans
{
    private const string Sql =
        "SELECT from_offset, log_offset, lineage, cut_at FROM log_identity WHERE reader = ? AND topic = ? AND log_partition = ? ORDER BY from_offset";

    private const long NotCut = -1;

    private readonly List<OffsetSpan> _spans;

    private OffsetSpans(List<OffsetSpan> spans) => _spans = spans;

    /// <summary>The span that offsets are in now.</summary>
    public OffsetSpan Latest => _spans.Count == 0 ? OffsetSpan.Plain : _spans[^1];

    /// <summary>Reads them.</summary>
    public static async Task<OffsetSpans> LoadAsync(IConditionStore store, OffsetKey key, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(new StoreQuery(Sql, key.Reader, key.Topic, key.Partition), cancellationToken);
        return new OffsetSpans([.. rows.Rows.Select(r => new OffsetSpan((long)r[0]!, (long)r[1]!, LogLineage.Parse((string?)r[2]), r[3] is long and >= 0 and var cut ? cut : null))]);
    }

    /// <summary>Appends the row of a span.</summary>
    /// <param name="batch">Of <see cref="StoreTables.LogIdentity"/>.</param>
    /// <param name="key">Whose.</param>
    /// <param name="span">Span.</param>
    /// <param name="notedUnixMicros">Now.</param>
    public static void Add(TableBatch batch, OffsetKey key, OffsetSpan span, long notedUnixMicros)
    {
        batch.Column<string?>(0).Add(key.Reader);
        batch.Column<string?>(1).Add(key.Topic);
        batch.Column<int>(2).Add(key.Partition);
        batch.Column<long>(3).Add(span.From);
        batch.Column<long>(4).Add(span.LogOffset);
        batch.Column<string?>(5).Add(span.Lineage.ToString());
        batch.Column<long>(6).Add(span.CutAt ?? NotCut);
        batch.Column<long>(7).Add(notedUnixMicros);
    }

    /// <summary>The log's offset of one of the store's; null when it is a place in another log than this.</summary>
    /// <param name="stored">The store's offset.</param>
    /// <param name="log">Which log is meant.</param>
    public long? ToLog(long stored, LogLineage log)
    {
        var span = _spans.LastOrDefault(s => s.From <= stored) ?? OffsetSpan.Plain;
        var offset = stored - span.Shift;
        return span.Lineage.IsKnown && log.IsKnown && offset >= log.SharedUntil(span.Lineage) ? null : offset;
    }
}
