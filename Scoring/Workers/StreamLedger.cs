using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Enters a record into the account of its stream: what of it was stored, and what was there before. Threading: one worker.
/// </summary>
internal sealed class StreamLedger(ProcessedCounts counts)
{
    /// <summary>Enters a record whose new readings are being stored.</summary>
    public void Enter(AssetState state, in TelemetryRecordView record, List<(int First, int Last)> news, RowBatches rows)
    {
        var sequenced = record.Flags.HasFlag(RecordFlags.Sequenced);
        var account = state.Account(sequenced ? record.Epoch : RecordIdentity.NoEpoch, sequenced);
        rows.Touch(account);
        if (sequenced) NoteSequences(account, record);
        else NoteTimes(state, record, news);
        Count(account, record, news);
    }

    private static void NoteSequences(StreamAccount account, in TelemetryRecordView record)
    {
        var last = record.Sequence + record.ReadingCount - 1;
        account.HighestPlusOne = Math.Max(account.HighestPlusOne, last + 1);
        account.Ranges.Add(record.Sequence, last);
    }

    private static void NoteTimes(AssetState state, in TelemetryRecordView record, List<(int First, int Last)> news)
    {
        foreach (var (first, last) in news)
            for (var i = first; i <= last; i++) state.KnownTimes.Add(record.TimeOf(i));
    }

    private void Count(StreamAccount account, in TelemetryRecordView record, List<(int First, int Last)> news)
    {
        var stored = 0;
        foreach (var (first, last) in news) stored += last - first + 1;
        var (begin, end) = (record.TimeOf(0), record.TimeOf(record.ReadingCount - 1));
        var late = end < account.LastEventTime;
        account.Stored += stored;
        account.Duplicates += record.ReadingCount - stored;
        if (late) account.Late += stored;
        account.Saw(begin, end, record.ReceivedUnixMicros);
        counts.Stored += stored;
        counts.Duplicates += record.ReadingCount - stored;
        if (late) counts.Late += stored;
    }
}
