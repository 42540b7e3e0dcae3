using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// How a reader's offsets in the store translate into those of the log, from table <c>log_identity</c>. A store that has noted nothing has
/// the log's own.
/// </summary>
public sealed class OffsetSpans
{
    private const long NotCut = -1;

    private readonly List<OffsetSpan> _spans;

    private OffsetSpans(List<OffsetSpan> spans) => _spans = spans;

    /// <summary>The span that offsets are in now.</summary>
    public OffsetSpan Latest => _spans.Count == 0 ? OffsetSpan.Plain : _spans[^1];

    /// <summary>Reads them.</summary>
    public static async Task<OffsetSpans> LoadAsync(IConditionStore store, OffsetKey key, CancellationToken cancellationToken) =>
        new([.. await OffsetSpansQuery.RunAsync(store, key, cancellationToken)]);

    /// <summary>The row of a span.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="span">Span.</param>
    /// <param name="notedUnixMicros">Now.</param>
    public static LogIdentityRow RowOf(OffsetKey key, OffsetSpan span, long notedUnixMicros) => new()
    {
        Reader = key.Reader,
        Topic = key.Topic,
        LogPartition = key.Partition,
        FromOffset = span.From,
        LogOffset = span.LogOffset,
        Lineage = span.Lineage.ToString(),
        CutAt = span.CutAt ?? NotCut,
        NotedUnixMicros = notedUnixMicros,
    };

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
