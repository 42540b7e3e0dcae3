using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;

namespace Maintenance.Host.Replication;

/// <summary>
/// What the telemetry log holds beyond a store's offsets: an upper bound on what the previous store held and this one lacks, since
/// workers score a record only once it is in the log.
/// </summary>
/// <param name="Records">Log records from the offsets on; workers score them again.</param>
/// <param name="Readings">Readings in those records.</param>
/// <param name="From">When Ingest received the first of them; null if there are none.</param>
/// <param name="To">When Ingest received the last of them; null if there are none.</param>
/// <param name="Removed">Records that retention removed before they could be read: these are lost.</param>
internal sealed record LossWindow(long Records, long Readings, DateTime? From, DateTime? To, long Removed)
{
    private const int ReadBytes = 8 << 20;

    /// <summary>Seconds between receipt of the first and the last record.</summary>
    public double Seconds => From is { } from && To is { } to ? (to - from).TotalSeconds : 0;

    /// <summary>Counts what is in the log now, reading from the offsets on.</summary>
    /// <param name="log">The telemetry log.</param>
    /// <param name="reader">Consumer group whose offsets count: <c>Scoring:Reader</c>.</param>
    /// <param name="offsets">The store's offsets; a partition without one counts from its beginning.</param>
    /// <param name="cancellationToken">Cancels the count.</param>
    public static async Task<LossWindow> MeasureAsync(
        ITelemetryLog log, string reader, IReadOnlyList<(OffsetKey Key, long Next)> offsets, CancellationToken cancellationToken)
    {
        var (records, readings, removed, from, to) = (0L, 0L, 0L, long.MaxValue, long.MinValue);
        var batch = new LogBatch();
        for (var partition = 0; partition < log.PartitionCount(Topics.Telemetry); partition++)
        {
            var (begin, end) = (log.BeginningOffset(Topics.Telemetry, partition), log.HighWatermark(Topics.Telemetry, partition));
            var found = offsets.Where(o => o.Key == new OffsetKey(reader, Topics.Telemetry, partition)).Select(o => (long?)o.Next)
                .FirstOrDefault();
            removed += Math.Max(0, begin - (found ?? 0));
            await using var source = log.OpenReader(Topics.Telemetry, partition, Math.Max(begin, found ?? begin));
            while (source.Position < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                batch.Clear();
                if (source.Read(batch, ReadBytes) == 0)
                {
                    await source.WaitAsync(cancellationToken);
                    continue;
                }
                for (var i = 0; i < batch.Count && batch.Offset(i) < end; i++)
                    // anything else becomes a dead letter
                    if (TelemetryRecordView.TryDecode(batch.Value(i), out var record) == DecodeStatus.Ok) Count(record);
            }
        }
        return new LossWindow(records, readings, Time(from), Time(to), removed);

        void Count(TelemetryRecordView record)
        {
            records++;
            readings += record.ReadingCount;
            from = Math.Min(from, record.ReceivedUnixMicros);
            to = Math.Max(to, record.ReceivedUnixMicros);
        }

        static DateTime? Time(long micros) => micros is long.MinValue or long.MaxValue ? null : UnixMicros.ToUtc(micros);
    }
}
