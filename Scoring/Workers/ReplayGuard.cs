using System.Runtime.InteropServices;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Finds which readings of a record are new: by sequence number, or by event time when the sender has no sequence numbers. Changes nothing
/// but <see cref="NewReadings"/>. Threading: one worker.
/// </summary>
internal sealed class ReplayGuard
{
    /// <summary>Late data arrives in runs, so more is read than is needed now.</summary>
    private const long ReadAheadMicros = 600_000_000;

    private readonly List<(long First, long Last)> _missing = [];

    /// <summary>Index ranges of the new readings, ascending.</summary>
    public List<(int First, int Last)> NewReadings { get; } = [];

    /// <summary>Finds the new readings.</summary>
    /// <returns>What must be read back from the store first; null when <see cref="NewReadings"/> is complete.</returns>
    public StoreRead? Find(AssetState state, in TelemetryRecordView record)
    {
        NewReadings.Clear();
        if (!state.Loaded) return new StoreRead(StoreReadKind.Asset, state, 0, 0);
        if (record.Flags.HasFlag(RecordFlags.Sequenced)) FindSequences(state, record);
        else if (NeededTimes(state, record) is { } times) return times;
        else FindTimes(state, record);
        return null;
    }

    private void FindSequences(AssetState state, in TelemetryRecordView record)
    {
        if (!state.Accounts.TryGetValue(record.Epoch, out var account))
        {
            NewReadings.Add((0, record.ReadingCount - 1));
            return;
        }
        _missing.Clear();
        account.Ranges.FindMissing(record.Sequence, record.Sequence + record.ReadingCount - 1, _missing);
        foreach (var (first, last) in _missing) NewReadings.Add(((int)(first - record.Sequence), (int)(last - record.Sequence)));
    }

    private static StoreRead? NeededTimes(AssetState state, in TelemetryRecordView record)
    {
        var (first, last) = (record.TimeOf(0), record.TimeOf(record.ReadingCount - 1));
        var stored = state.Accounts.TryGetValue(RecordIdentity.NoEpoch, out var account) ? account.LastEventTime : long.MinValue;
        return first <= Math.Max(stored, state.PlannedUnixMicros) && !state.StoredEventTimes.Covers(first, last)
            ? new StoreRead(StoreReadKind.Times, state, first - ReadAheadMicros, last + ReadAheadMicros)
            : null;
    }

    private void FindTimes(AssetState state, in TelemetryRecordView record)
    {
        var newest = state.Accounts.TryGetValue(RecordIdentity.NoEpoch, out var account) ? account.LastEventTime : long.MinValue;
        for (var i = 0; i < record.ReadingCount; i++)
        {
            var time = record.TimeOf(i);
            if ((time <= newest && state.StoredEventTimes.Contains(time)) || (i > 0 && time == record.TimeOf(i - 1))) continue;
            if (NewReadings.Count > 0 && NewReadings[^1].Last == i - 1) CollectionsMarshal.AsSpan(NewReadings)[^1].Last = i;
            else NewReadings.Add((i, i));
        }
    }
}
