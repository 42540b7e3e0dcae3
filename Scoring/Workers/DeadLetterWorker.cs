using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Offsets;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Copies one partition of the dead-letter topic into the store, exactly once. Threading: <see cref="RunAsync"/> is one logical thread.
/// </summary>
internal sealed partial class DeadLetterWorker(ScoringServices services, int partition)
{
    private const int ReadBytes = 4 << 20;

    private readonly OffsetCommitter _committer = new(
        services.Store, new OffsetKey(services.Options.Reader, Topics.DeadLetter, partition), services.Clock, services.Logger);

    // Added to the log's offsets to give the store's.
    private long _shift;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var position = await _committer.FindPositionAsync(services.Log, cancellationToken);
        if (position.Problem is { } problem) throw new LogException(problem, isTransient: false);
        _shift = position.Span.Shift;
        await using var reader = services.Log.OpenReader(Topics.DeadLetter, partition, position.Next);
        var batch = new LogBatch(64 << 10);
        var rows = new TableBatch<DeadLetterRow>();
        var counts = new Dictionary<(string Asset, DeadLetterReason Reason), DeadLetterRow>();
        while (!cancellationToken.IsCancellationRequested)
        {
            batch.Clear();
            rows.Clear();
            if (reader.Read(batch, ReadBytes) == 0)
            {
                await reader.WaitAsync(cancellationToken);
                continue;
            }
            for (var i = 0; i < batch.Count; i++) await AddAsync(batch, i, rows, counts, cancellationToken);
            foreach (var row in counts.Values) rows.Add(row);
            counts.Clear();
            await _committer.CommitAsync([rows], reader.Position + _shift, cancellationToken);
            await Task.Delay(services.Options.CommitInterval, services.Clock, cancellationToken);
        }
    }

    private async Task AddAsync(LogBatch batch, int index, TableBatch<DeadLetterRow> rows,
        Dictionary<(string Asset, DeadLetterReason Reason), DeadLetterRow> counts, CancellationToken cancellationToken)
    {
        var offset = batch.Offset(index) + _shift;
        if (!DeadLetterCodecV1.TryDecode(batch.Value(index), out var deadLetter))
        {
            deadLetter = ForeignRecord.Letter(Topics.DeadLetter, partition, offset, batch.TimestampUnixMicros(index), batch.Value(index),
                "a dead letter of codec V1");
            LogUnreadable(services.Logger, deadLetter.Detail);
        }
        else if (deadLetter.Reason == DeadLetterReason.ForeignRecord && await IsKnownAsync(deadLetter, rows, cancellationToken))
        {
            return;
        }
        if (deadLetter.IsCount) Count(RowOf(deadLetter, offset), (deadLetter.Asset, deadLetter.Reason), rows, counts);
        else rows.Add(RowOf(deadLetter, offset));
    }

    // Counts of one asset and reason that are read together are one row.
    private static void Count(DeadLetterRow row, (string Asset, DeadLetterReason Reason) key, TableBatch<DeadLetterRow> rows,
        Dictionary<(string Asset, DeadLetterReason Reason), DeadLetterRow> counts)
    {
        if (counts.TryGetValue(key, out var before))
        {
            if (before.Readings <= int.MaxValue - row.Readings)
                row = row with { Readings = before.Readings + row.Readings, PayloadBytes = before.PayloadBytes + row.PayloadBytes };
            else rows.Add(before);
        }
        counts[key] = row;
    }

    // A foreign record may be reported twice: by a worker that died before it committed its offset, or by each process that reads the same
    // feed.
    private async Task<bool> IsKnownAsync(DeadLetterRecord deadLetter, TableBatch<DeadLetterRow> rows, CancellationToken cancellationToken)
    {
        for (var i = 0; i < rows.RowCount; i++)
            if (rows.Row(i) is var known && known.ReceivedUnixMicros == deadLetter.ReceivedUnixMicros && known.Source == deadLetter.Source)
                return true;
        return await DeadLetterKnownQuery.RunAsync(services.Store, UnixMicros.ToUtc(deadLetter.ReceivedUnixMicros), deadLetter.Source,
            cancellationToken);
    }

    private DeadLetterRow RowOf(DeadLetterRecord deadLetter, long offset) => new()
    {
        ReceivedUnixMicros = deadLetter.ReceivedUnixMicros,
        LogPartition = partition,
        LogOffset = offset,
        Asset = deadLetter.Asset.Length == 0 ? null : deadLetter.Asset,
        Source = deadLetter.Source,
        Reason = DeadLetterReasons.Text(deadLetter.Reason),
        Detail = deadLetter.Detail,
        Readings = deadLetter.Readings,
        PayloadBytes = deadLetter.PayloadBytes,
        Payload = deadLetter.Payload.ToArray(),
    };

    [LoggerMessage(3010, LogLevel.Error, "{Detail}; stored as a dead letter itself")]
    private static partial void LogUnreadable(ILogger logger, string detail);
}
