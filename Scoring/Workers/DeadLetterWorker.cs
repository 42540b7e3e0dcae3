using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>Copies one partition of the dead letters into the store, exactly once. Threading: <see cref="RunAsync"/> is one logical thread.</summary>
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
        var rows = new TableBatch(StoreTables.DeadLetter);
        while (!cancellationToken.IsCancellationRequested)
        {
            batch.Clear();
            rows.Clear();
            if (reader.Read(batch, ReadBytes) == 0)
            {
                await reader.WaitAsync(cancellationToken);
                continue;
            }
            for (var i = 0; i < batch.Count; i++) Add(batch, i, rows);
            await _committer.CommitAsync([rows], reader.Position + _shift, cancellationToken);
            await Task.Delay(services.Options.CommitInterval, services.Time, cancellationToken);
        }
    }

    private void Add(LogBatch batch, int index, TableBatch rows)
    {
        if (!DeadLetterCodecV1.TryDecode(batch.Value(index), out var letter))
        {
            LogUnreadable(services.Logger, partition, batch.Offset(index));
            return;
        }
        rows.Column<long>(0).Add(letter.ReceivedUnixMicros);
        rows.Column<int>(1).Add(partition);
        rows.Column<long>(2).Add(batch.Offset(index) + _shift);
        rows.Column<string?>(3).Add(letter.Asset.Length == 0 ? null : letter.Asset);
        rows.Column<string?>(4).Add(letter.Source);
        rows.Column<string?>(5).Add(DeadLetterReasons.Text(letter.Reason));
        rows.Column<string?>(6).Add(letter.Detail);
        rows.Column<int>(7).Add(letter.Readings);
        rows.Column<long>(8).Add(letter.PayloadBytes);
        rows.Column<byte[]?>(9).Add(letter.Payload.ToArray());
    }

    [LoggerMessage(3010, LogLevel.Error, "Dead letter {Partition}/{Offset} is not codec V1 and was passed over")]
    private static partial void LogUnreadable(ILogger logger, int partition, long offset);
}
