using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Whoever may write into the topic can write anything. What is no record becomes a dead letter, durable before the partition moves on.
/// Threading: one worker.
/// </summary>
internal sealed partial class ForeignRecords(ScoringServices services, int partition)
{
    private readonly HashSet<int> _foreign = [];

    /// <summary>True when a record of the batch in work is none of ours.</summary>
    public bool Contains(int index) => _foreign.Contains(index);

    /// <summary>Looks through a batch, and buries what is none of ours.</summary>
    /// <param name="batch">Records.</param>
    /// <param name="shift">From the log's offsets to the store's.</param>
    /// <param name="rows">Told when something was passed over: the offset moves all the same.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Index of the first record of ours; the batch's length without any.</returns>
    public async ValueTask<int> BuryAsync(LogBatch batch, long shift, RowBatches rows, CancellationToken cancellationToken)
    {
        _foreign.Clear();
        var first = batch.Count;
        List<DeadLetterRecord>? letters = null;
        for (var i = 0; i < batch.Count; i++)
        {
            if (TelemetryRecordView.TryDecode(batch.Value(i), out _) == DecodeStatus.Ok)
            {
                first = Math.Min(first, i);
                continue;
            }
            _foreign.Add(i);
            (letters ??= []).Add(ForeignRecord.Letter(
                Topics.Telemetry, partition, batch.Offset(i) + shift, batch.TimestampUnixMicros(i), batch.Value(i),
                    "a record of codec V1"));
        }
        if (letters is null) return first;
        rows.PassOver();
        if (services.Models.FollowsRecordOnly) return first; // verifying what was scored before, with its letters
        LogForeign(services.Logger, partition, letters.Count, letters[0].Detail);
        await DeadLetterAppender.AppendAsync(services.Log, letters, cancellationToken);
        return first;
    }

    [LoggerMessage(3004, LogLevel.Error, "Partition {Partition}: {Count} records are not ours and went to the dead letters; the first: "
        + "{Detail}")]
    private static partial void LogForeign(ILogger logger, int partition, int count, string detail);
}
