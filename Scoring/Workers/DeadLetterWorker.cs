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
/// Copies one partition of the dead letters into the store, exactly once. Threading: <see cref="RunAsync"/> is one logical thread.
/// </summary>
internal sealed partial class DeadLetterWorker(ScoringServices services, int partition)
{
    private const int ReadBytes = 4 << 20;

    private readonly OffsetCommitter _committer = new(
        services.Store, new OffsetKey(services.Options.Reader, Topics.DeadLetter, partition), services.Time, services.Logger);

    // From the log's offsets to the store's.
    private long _shift;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var place = await _committer.FindPlaceAsync(services.Log, cancellationToken);
        if (place.Problem is { } problem) throw new LogException(problem, isTransient: false);
        _shift = place.Span.Shift;
        await using var reader = services.Log.OpenReader(Topics.DeadLetter, partition, place.Next);
        var batch = new LogBatch(64 << 10);
        var rows = new TableBatch<DeadLetterRow>();
        while (!cancellationToken.IsCancellationRequested)
        {
            batch.Clear();
            rows.Clear();
            if (reader.Read(batch, ReadBytes) == 0)
            {
                await reader.WaitAsync(cancellationToken);
                continue;
            }
            for (var i = 0; i < batch.Count; i++) await AddAsync(batch, i, rows, cancellationToken);
            await _committer.CommitAsync([rows], reader.Position + _shift, cancellationToken);
            await Task.Delay(services.Options.CommitInterval, services.Time, cancellationToken);
        }
    }

    private async Task AddAsync(LogBatch batch, int index, TableBatch<DeadLetterRow> rows, CancellationToken cancellationToken)
    {
        var offset = batch.Offset(index) + _shift;
        if (!DeadLetterCodecV1.TryDecode(batch.Value(index), out var letter))
        {
            letter = ForeignRecord.Letter(Topics.DeadLetter, partition, offset, batch.TimestampUnixMicros(index), batch.Value(index),
                "a dead letter of codec V1");
            LogUnreadable(services.Logger, letter.Detail);
        }
        else if (letter.Reason == DeadLetterReason.ForeignRecord && await IsKnownAsync(letter, rows, cancellationToken))
        {
            return;
        }
        rows.Add(RowOf(letter, offset));
    }

    // Whoever buried a foreign record may have died before it committed its offset, and buries it again; of a feed each process that reads
    // it does.
    private async Task<bool> IsKnownAsync(DeadLetterRecord letter, TableBatch<DeadLetterRow> rows, CancellationToken cancellationToken)
    {
        for (var i = 0; i < rows.RowCount; i++)
            if (rows.Row(i) is var known && known.ReceivedUnixMicros == letter.ReceivedUnixMicros && known.Source == letter.Source)
                return true;
        return await DeadLetterKnownQuery.RunAsync(services.Store, UnixMicros.ToUtc(letter.ReceivedUnixMicros), letter.Source,
            cancellationToken);
    }

    private DeadLetterRow RowOf(DeadLetterRecord letter, long offset) => new()
    {
        ReceivedUnixMicros = letter.ReceivedUnixMicros,
        LogPartition = partition,
        LogOffset = offset,
        Asset = letter.Asset.Length == 0 ? null : letter.Asset,
        Source = letter.Source,
        Reason = DeadLetterReasons.Text(letter.Reason),
        Detail = letter.Detail,
        Readings = letter.Readings,
        PayloadBytes = letter.PayloadBytes,
        Payload = letter.Payload.ToArray(),
    };

    [LoggerMessage(3010, LogLevel.Error, "{Detail}; it is kept as one")]
    private static partial void LogUnreadable(ILogger logger, string detail);
}
