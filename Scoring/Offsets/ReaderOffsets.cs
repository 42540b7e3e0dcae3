using System.Globalization;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Registry;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// The offsets of the reader <c>Scoring:Reader</c>. A move starts a new span: the stored offset advances by one, so that the next commit of
/// a running worker is refused and the worker restarts, at the requested offset of the log.
/// </summary>
internal sealed class ReaderOffsets(ITelemetryLog log, IConditionStore store, string reader, TimeProvider clock) : IReaderOffsets
{
    private const int MaxReasonLength = 500;
    private const int Attempts = 5;

    // In the order in which they are listed.
    private static readonly string[] Stored = [Topics.Telemetry, Topics.DeadLetter];

    public async Task<IReadOnlyList<ReaderOffset>> ListAsync(CancellationToken cancellationToken)
    {
        var offsets = new List<ReaderOffset>();
        foreach (var topic in Stored)
            for (var partition = 0; partition < log.PartitionCount(topic); partition++)
                offsets.Add(Of(await FindAsync(topic, partition, cancellationToken)));
        return offsets;
    }

    public async Task<ReaderOffset> MoveAsync(string topic, int partition, string to, string reason, string actor,
        CancellationToken cancellationToken)
    {
        if (!Stored.Contains(topic, StringComparer.Ordinal)) throw new OffsetRefusedException($"Topic '{topic}' has no stored offsets; "
            + $"allowed are {string.Join(", ", Stored)}.");
        if (partition < 0 || partition >= log.PartitionCount(topic))
            throw new OffsetRefusedException($"Topic {topic} has partitions 0 to {log.PartitionCount(topic) - 1}, not {partition}.");
        if (reason.Trim().Length is 0 or > MaxReasonLength) throw new OffsetRefusedException($"Give a reason of 1 to {MaxReasonLength} "
            + "characters; it is written to the audit trail.");
        for (var attempt = 1; ; attempt++)
        {
            var position = await FindAsync(topic, partition, cancellationToken);
            try
            {
                await MoveAsync(position, OffsetOf(position, to), reason.Trim(), actor, cancellationToken);
                return Of(await FindAsync(topic, partition, cancellationToken));
            }
            catch (OffsetConflictException) when (attempt < Attempts)
            {
                // A worker has committed in between: read the offset again.
            }
        }
    }

    private static ReaderOffset Of(ReaderPosition position) => new(
        position.Key.Reader, position.Key.Topic, position.Key.Partition, position.Stored is null
            ? null : position.Next, position.Beginning, position.End, position.Problem, position.Proposed);

    private static long OffsetOf(ReaderPosition position, string to) => to switch
    {
        "beginning" => position.Beginning,
        "end" => position.End,
        _ when long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset >= position.Beginning
            && offset <= position.End => offset,
        _ => throw new OffsetRefusedException(string.Create(
            CultureInfo.InvariantCulture, $"'{to}' is not an offset in {position.Key.Topic}/{position.Key.Partition}; use beginning, end, "
                + $"or an offset from {position.Beginning} to {position.End}.")),
    };

    private Task<ReaderPosition> FindAsync(string topic, int partition, CancellationToken cancellationToken) =>
        ReaderPosition.FindAsync(store, log, new OffsetKey(reader, topic, partition), cancellationToken);

    private Task MoveAsync(ReaderPosition position, long to, string reason, string actor, CancellationToken cancellationToken)
    {
        var (key, now) = (position.Key, clock.GetUtcNow().UtcDateTime);
        var next = position.Stored + 1 ?? to;
        var identity = TableBatch.Of(OffsetSpans.RowOf(key, new OffsetSpan(next, to, position.Lineage, CutAt: null), UnixMicros.Of(now)));
        var audit = ModelRows.Audit(
            now, actor, "offset-moved", $"{key.Reader} {key.Topic}/{key.Partition}",
            string.Create(CultureInfo.InvariantCulture, $"from {(position.Stored is null ? "none" : position.Next)} to {to} "
                + $"(log {position.Beginning} to {position.End}): {reason}"));
        return store.CommitAsync(new StoreCommit { Batches = [identity, audit], Offset = new OffsetMove(key, position.Stored, next) },
            cancellationToken);
    }
}
