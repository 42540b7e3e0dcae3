using System.Globalization;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Registry;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// The readers of <c>Scoring:Reader</c>. A move gives the partition's offsets a new span: the store's offset takes one step, so that a
/// worker that runs is refused its next commit and begins anew, and the log's place is what was asked for.
/// </summary>
internal sealed class ReaderOffsets(ITelemetryLog log, IConditionStore store, string reader, TimeProvider clock) : IReaderOffsets
{
    private const int MaxReasonLength = 500;
    private const int Attempts = 5;

    // In the order of the list.
    private static readonly string[] Stored = [Topics.Telemetry, Topics.DeadLetter];

    public async Task<IReadOnlyList<ReaderOffset>> ListAsync(CancellationToken cancellationToken)
    {
        var offsets = new List<ReaderOffset>();
        foreach (var topic in Stored)
            for (var partition = 0; partition < log.PartitionCount(topic); partition++)
                offsets.Add(Of(await FindAsync(topic, partition, cancellationToken)));
        return offsets;
    }

    public async Task<ReaderOffset> MoveAsync(string topic, int partition, string to, string reason, string who,
        CancellationToken cancellationToken)
    {
        if (!Stored.Contains(topic, StringComparer.Ordinal)) throw new OffsetRefusedException($"Topic '{topic}' has no stored offsets; "
            + $"allowed are {string.Join(", ", Stored)}.");
        if (partition < 0 || partition >= log.PartitionCount(topic))
            throw new OffsetRefusedException($"Topic {topic} has partitions 0 to {log.PartitionCount(topic) - 1}, not {partition}.");
        if (reason.Trim().Length is 0 or > MaxReasonLength) throw new OffsetRefusedException($"A reason of 1 to {MaxReasonLength} "
            + "characters is needed: it is written into the audit.");
        for (var attempt = 1; ; attempt++)
        {
            var place = await FindAsync(topic, partition, cancellationToken);
            try
            {
                await MoveAsync(place, OffsetOf(place, to), reason.Trim(), who, cancellationToken);
                return Of(await FindAsync(topic, partition, cancellationToken));
            }
            catch (OffsetConflictException) when (attempt < Attempts)
            {
                // A worker has just committed.
            }
        }
    }

    private static ReaderOffset Of(ReaderPlace place) => new(
        place.Key.Reader, place.Key.Topic, place.Key.Partition, place.Stored is null
            ? null : place.Next, place.Beginning, place.End, place.Problem, place.Proposed);

    private static long OffsetOf(ReaderPlace place, string to) => to switch
    {
        "beginning" => place.Beginning,
        "end" => place.End,
        _ when long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset >= place.Beginning
            && offset <= place.End => offset,
        _ => throw new OffsetRefusedException(string.Create(
            CultureInfo.InvariantCulture, $"'{to}' is no place in {place.Key.Topic}/{place.Key.Partition}; allowed are beginning, end, "
                + $"and offsets from {place.Beginning} to {place.End}.")),
    };

    private Task<ReaderPlace> FindAsync(string topic, int partition, CancellationToken cancellationToken) =>
        ReaderPlace.FindAsync(store, log, new OffsetKey(reader, topic, partition), cancellationToken);

    private Task MoveAsync(ReaderPlace place, long to, string reason, string who, CancellationToken cancellationToken)
    {
        var (key, now) = (place.Key, clock.GetUtcNow().UtcDateTime);
        var next = place.Stored + 1 ?? to;
        var identity = TableBatch.Of(OffsetSpans.RowOf(key, new OffsetSpan(next, to, place.Lineage, CutAt: null), UnixMicros.Of(now)));
        var audit = ModelRows.Audit(
            now, who, "offset-moved", $"{key.Reader} {key.Topic}/{key.Partition}",
            string.Create(CultureInfo.InvariantCulture, $"from {(place.Stored is null ? "none" : place.Next)} to {to} "
                + $"(log {place.Beginning} to {place.End}): {reason}"));
        return store.CommitAsync(new StoreCommit { Batches = [identity, audit], Offset = new OffsetMove(key, place.Stored, next) },
            cancellationToken);
    }
}
