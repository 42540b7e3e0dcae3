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
            await Task.Delay(services.Options.CommitInterval, services.Clock, cancellationToken);
        }
    }

    private async Task AddAsync(LogBatch batch, int index, TableBatch<DeadLetterRow> rows, CancellationToken cancellationToken)
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
        rows.Add(RowOf(deadLetter, offset));
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
