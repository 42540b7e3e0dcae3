using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Enters a record into its stream's account: how many of its readings are new, and how many were already stored. Threading: one worker.
/// </summary>
internal sealed class StreamLedger(ProcessedCounts counts)
{
    /// <summary>Enters a record whose new readings are being stored.</summary>
    /// <param name="state">Asset.</param>
    /// <param name="record">Record.</param>
    /// <param name="newReadings">Index ranges of its new readings.</param>
    /// <param name="present">Event time of the asset's present before the record, Unix µs.</param>
    /// <param name="rows">Receives the account.</param>
    public void Enter(
        AssetState state, in TelemetryRecordView record, List<(int First, int Last)> newReadings, long present, RowBatches rows)
    {
        var sequenced = record.Flags.HasFlag(RecordFlags.Sequenced);
        var account = state.Account(sequenced ? record.Epoch : RecordIdentity.NoEpoch, sequenced);
        rows.Touch(account);
        if (sequenced) NoteSequences(account, record);
        else NoteTimes(state, record, newReadings);
        Count(state, account, record, newReadings, present);
    }

    private static void NoteSequences(StreamAccount account, in TelemetryRecordView record)
    {
        var last = record.Sequence + record.ReadingCount - 1;
        account.HighestPlusOne = Math.Max(account.HighestPlusOne, last + 1);
        account.Ranges.Add(record.Sequence, last);
    }

    private static void NoteTimes(AssetState state, in TelemetryRecordView record, List<(int First, int Last)> newReadings)
    {
        foreach (var (first, last) in newReadings)
            for (var i = first; i <= last; i++) state.StoredEventTimes.Add(record.TimeOf(i));
    }

    private void Count(AssetState state, StreamAccount account, in TelemetryRecordView record, List<(int First, int Last)> newReadings,
        long present)
    {
        var stored = 0;
        foreach (var (first, last) in newReadings) stored += last - first + 1;
        var (begin, end) = (record.TimeOf(0), record.TimeOf(record.ReadingCount - 1));
        // A clock that ran ahead once must not make everything after it late.
        var newest = account.LastEventTime > state.KnownAtUnixMicros ? present : account.LastEventTime;
        var late = end < newest;
        account.Stored += stored;
        account.Duplicates += record.ReadingCount - stored;
        if (late) account.Late += stored;
        account.Saw(begin, end, record.ReceivedUnixMicros);
        counts.Stored += stored;
        counts.Duplicates += record.ReadingCount - stored;
        if (late) counts.Late += stored;
    }
}
