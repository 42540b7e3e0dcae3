using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// Translates a reader's stored offsets into the log's offsets, from table <c>log_identity</c>. Without rows there, they are the same.
/// </summary>
public sealed class OffsetSpans
{
    private const long NotCut = -1;

    private readonly List<OffsetSpan> _spans;

    private OffsetSpans(List<OffsetSpan> spans) => _spans = spans;

    /// <summary>The current span.</summary>
    public OffsetSpan Latest => _spans.Count == 0 ? OffsetSpan.Plain : _spans[^1];

    /// <summary>Reads the spans of a reader.</summary>
    public static async Task<OffsetSpans> LoadAsync(IConditionStore store, OffsetKey key, CancellationToken cancellationToken) =>
        new([.. await OffsetSpansQuery.RunAsync(store, key, cancellationToken)]);

    /// <summary>The row of a span.</summary>
    /// <param name="key">Reader, topic and partition.</param>
    /// <param name="span">Span.</param>
    /// <param name="notedUnixMicros">Current time, Unix µs.</param>
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

    /// <summary>Translates a stored offset into the log's; null when it belongs to another log.</summary>
    /// <param name="stored">The store's offset.</param>
    /// <param name="log">Lineage of the current log.</param>
    public long? ToLog(long stored, LogLineage log)
    {
        var span = _spans.LastOrDefault(s => s.From <= stored) ?? OffsetSpan.Plain;
        var offset = stored - span.Shift;
        return span.Lineage.IsKnown && log.IsKnown && offset >= log.SharedUntil(span.Lineage) ? null : offset;
    }
}
