using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Anyone who may write to the topic can write anything. What cannot be decoded becomes a dead letter, durable before the partition moves
/// on. Threading: one worker.
/// </summary>
internal sealed partial class ForeignRecords(ScoringServices services, int partition)
{
    private readonly HashSet<int> _foreign = [];

    /// <summary>True when a record of the current batch cannot be decoded.</summary>
    public bool Contains(int index) => _foreign.Contains(index);

    /// <summary>Sends the records of a batch that cannot be decoded to the dead-letter topic.</summary>
    /// <param name="batch">Records.</param>
    /// <param name="shift">Added to the log's offsets to give the store's.</param>
    /// <param name="rows">Marked when a record was skipped: the offset moves all the same.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Index of the first valid record; the batch's length without any.</returns>
    public async ValueTask<int> DeadLetterAsync(LogBatch batch, long shift, RowBatches rows, CancellationToken cancellationToken)
    {
        _foreign.Clear();
        var first = batch.Count;
        List<DeadLetterRecord>? deadLetters = null;
        for (var i = 0; i < batch.Count; i++)
        {
            if (TelemetryRecordView.TryDecode(batch.Value(i), out _) == DecodeStatus.Ok)
            {
                first = Math.Min(first, i);
                continue;
            }
            _foreign.Add(i);
            (deadLetters ??= []).Add(ForeignRecord.Letter(
                Topics.Telemetry, partition, batch.Offset(i) + shift, batch.TimestampUnixMicros(i), batch.Value(i),
                "a record of codec V1"));
        }
        if (deadLetters is null) return first;
        rows.PassOver();
        if (services.Models.FollowsRecordOnly) return first; // verification: the dead letters were written the first time
        LogForeign(services.Logger, partition, deadLetters.Count, deadLetters[0].Detail);
        await DeadLetterAppender.AppendAsync(services.Log, deadLetters, cancellationToken);
        return first;
    }

    [LoggerMessage(3004, LogLevel.Error, "Partition {Partition}: {Count} records cannot be decoded and went to the dead letters; the "
        + "first: {Detail}")]
    private static partial void LogForeign(ILogger logger, int partition, int count, string detail);
}
