using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;

namespace Maintenance.Host.Replication;

/// <summary>
/// What a store that begins at given offsets does not hold yet of what is in the telemetry log: the most that the store before it can have
/// held more, as workers score no record before it is in the log.
/// </summary>
/// <param name="Records">Records of the log from the offsets on; workers score them again.</param>
/// <param name="Readings">Their readings.</param>
/// <param name="From">When Ingest received the first of them; null when there is none.</param>
/// <param name="To">When Ingest received the last.</param>
/// <param name="Removed">Records that retention had removed before they could be read: these are lost.</param>
internal sealed record LossWindow(long Records, long Readings, DateTime? From, DateTime? To, long Removed)
{
    private const int ReadBytes = 8 << 20;

    /// <summary>Seconds between the receipt of the first and of the last record.</summary>
    public double Seconds => From is { } from && To is { } to ? (to - from).TotalSeconds : 0;

    /// <summary>Counts what is in the log now, reading it from the offsets on.</summary>
    /// <param name="log">The telemetry log.</param>
    /// <param name="reader">Name of the readers that count: <c>Scoring:Reader</c>.</param>
    /// <param name="offsets">Offsets that the store holds; a partition without one counts from its beginning.</param>
    /// <param name="cancellationToken">Ends the count.</param>
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
                    // others count as dead letters
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
