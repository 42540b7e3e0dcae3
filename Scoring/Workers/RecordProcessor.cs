using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Turns log records into rows: identity, readings, blocks, descriptors, assessments, corrections (docs/architecture.md).
/// It never waits: when something must be read back from the store first, <see cref="TryProcess"/> changes nothing and says what.
/// Threading: one worker.
/// </summary>
internal sealed partial class RecordProcessor(AssetRegistry registry, ConditionAssessor assessor, int partition, int historyBlocks, long unsequencedEpoch = RecordProcessor.NoEpoch)
{
    /// <summary>Epoch under which readings without numbers are accounted.</summary>
    public const long NoEpoch = -1;

    private const long CellMicros = 1_000_000;
    private const long ExtendRecentWithinMicros = 3_600_000_000;
    private const long ReadAheadMicros = 600_000_000;

    private readonly Dictionary<string, AssetState> _states = new(StringComparer.Ordinal);
    private readonly DescriptorCalculator _calculator = new();
    private readonly float[] _previous = new float[Core.Conditions.Descriptors.Count];
    private readonly List<(long First, long Last)> _added = [];
    private readonly List<int> _news = [];
    private readonly ReadingRows _rows = new();

    /// <summary>Readings, blocks and so on processed since the start.</summary>
    public ProcessedCounts Counts { get; } = new();

    /// <summary>True when updates for the live feed are wanted.</summary>
    public bool MakeUpdates { get; set; }

    /// <summary>Processes one record into the batches.</summary>
    /// <returns>False, with nothing changed, when <paramref name="needed"/> must be read first.</returns>
    public bool TryProcess(ReadOnlySpan<byte> bytes, long offset, RowBatches rows, out StoreRead? needed)
    {
        var record = TelemetryRecordView.DecodeTrusted(bytes);
        var state = StateOf(record.AssetUtf8);
        needed = Needed(state, record);
        if (needed is not null) return false;
        var origin = new BlockOrigin(partition, offset, record.ReceivedUnixMicros);
        if (record.Flags.HasFlag(RecordFlags.Sequenced)) AddSequenced(state, record, origin, rows);
        else AddUnsequenced(state, record, origin, rows);
        return true;
    }

    private AssetState StateOf(ReadOnlySpan<byte> assetUtf8)
    {
        Span<char> id = stackalloc char[AssetId.MaxLength];
        id = id[..Encoding.ASCII.GetChars(assetUtf8, id)];
        if (_states.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var state)) return state;
        registry.TryGet(id, out var asset);
        var text = asset?.Id.Value ?? id.ToString();
        return _states[text] = new AssetState(text, asset, historyBlocks);
    }

    private StoreRead? Needed(AssetState state, in TelemetryRecordView record)
    {
        if (!state.Loaded) return new StoreRead(StoreReadKind.Asset, state, 0, 0);
        var (first, last) = (record.TimeOf(0), record.TimeOf(record.ReadingCount - 1));
        if (!record.Flags.HasFlag(RecordFlags.Sequenced) && state.Accounts.TryGetValue(unsequencedEpoch, out var account)
            && first <= account.LastEventTime && !state.KnownTimes.Covers(first, last))
            return new StoreRead(StoreReadKind.Times, state, first - ReadAheadMicros, last + ReadAheadMicros);
        var (from, to) = (first - WindowFeatures.WindowMicros - CellMicros, last + WindowFeatures.WindowMicros);
        if (from < state.Recent.CoveredFrom && !state.Past.Covers(from, to))
        {
            return last + ReadAheadMicros + 2 * WindowFeatures.WindowMicros >= state.Recent.CoveredFrom || state.Recent.CoveredFrom - first < ExtendRecentWithinMicros
                ? new StoreRead(StoreReadKind.Recent, state, from, long.MaxValue)
                : new StoreRead(StoreReadKind.Past, state, from, to + ReadAheadMicros);
        }
        return record.Flags.HasFlag(RecordFlags.Block) ? null : NeededCell(state, record);
    }

    private static StoreRead? NeededCell(AssetState state, in TelemetryRecordView record)
    {
        var history = HistoryFor(state, record.TimeOf(0));
        var previous = long.MinValue;
        for (var i = 0; i < record.ReadingCount; i++)
        {
            var cell = CellOf(record.TimeOf(i));
            if (cell == previous) continue;
            previous = cell;
            if (history.Contains(cell) && state.Cells.Find(cell) is null) return new StoreRead(StoreReadKind.Cell, state, cell, cell + CellMicros - 1);
        }
        return null;
    }

    private static long CellOf(long time) => time - ((time % CellMicros) + CellMicros) % CellMicros;

    private static BlockHistory HistoryFor(AssetState state, long first) =>
        first - WindowFeatures.WindowMicros - CellMicros >= state.Recent.CoveredFrom ? state.Recent : state.Past;

    private void AddSequenced(AssetState state, in TelemetryRecordView record, in BlockOrigin origin, RowBatches rows)
    {
        var account = state.Account(record.Epoch, sequenced: true);
        rows.Touch(account);
        var last = record.Sequence + record.ReadingCount - 1;
        account.HighestPlusOne = Math.Max(account.HighestPlusOne, last + 1);
        _added.Clear();
        account.Ranges.Add(record.Sequence, last, _added);
        long stored = 0;
        foreach (var (from, to) in _added) stored += to - from + 1;
        CountReadings(account, record, stored);
        if (stored == 0) return;
        foreach (var (from, to) in _added)
            _rows.Add(state.Id, record, (int)(from - record.Sequence), (int)(to - from + 1), rows);
        if (stored == record.ReadingCount) _rows.AddWaveforms(state.Id, record, rows);

        _news.Clear();
        foreach (var (from, to) in _added)
            for (var s = from; s <= to; s++) _news.Add((int)(s - record.Sequence));
        AddBlocks(state, record, whole: stored == record.ReadingCount, origin, rows);
    }

    private void AddUnsequenced(AssetState state, in TelemetryRecordView record, in BlockOrigin origin, RowBatches rows)
    {
        var account = state.Account(unsequencedEpoch, sequenced: false);
        rows.Touch(account);
        _news.Clear();
        var newest = account.LastEventTime;
        for (var i = 0; i < record.ReadingCount; i++)
        {
            var time = record.TimeOf(i);
            if (time <= newest && (state.KnownTimes.Contains(time) || time == account.LastEventTime)) continue;
            if (i > 0 && time == record.TimeOf(i - 1)) continue;
            state.KnownTimes.Add(time);
            _news.Add(i);
            _rows.Add(state.Id, record, i, 1, rows);
        }
        CountReadings(account, record, _news.Count);
        if (_news.Count == 0) return;
        _rows.AddWaveforms(state.Id, record, rows);
        AddBlocks(state, record, whole: _news.Count == record.ReadingCount, origin, rows);
    }

    private void CountReadings(StreamAccount account, in TelemetryRecordView record, long stored)
    {
        var late = account.LastEventTime != long.MinValue && record.TimeOf(record.ReadingCount - 1) < account.LastEventTime;
        account.Stored += stored;
        account.Duplicates += record.ReadingCount - stored;
        if (late) account.Late += stored;
        account.Saw(record.TimeOf(0), record.TimeOf(record.ReadingCount - 1), record.ReceivedUnixMicros);
        Counts.Stored += stored;
        Counts.Duplicates += record.ReadingCount - stored;
        if (late) Counts.Late += stored;
    }

    private void AddBlocks(AssetState state, in TelemetryRecordView record, bool whole, in BlockOrigin origin, RowBatches rows)
    {
        if (record.Flags.HasFlag(RecordFlags.Block) && whole)
        {
            var history = HistoryFor(state, record.EventTimeUnixMicros);
            var span = record.ReadingCount * (long)record.IntervalMicros;
            Describe(state, history, record.EventTimeUnixMicros, record, span, record.ReadingCount, origin, rows);
            return;
        }
        AddCells(state, record, origin, rows);
    }

    private void Describe(
        AssetState state, BlockHistory history, long time, in TelemetryRecordView block, long durationMicros, int readings, in BlockOrigin origin, RowBatches rows)
    {
        var (index, isNew) = history.FindOrInsert(time);
        var entry = history[index];
        entry.Descriptors.CopyTo(_previous, 0);
        var previousState = entry.State;
        _calculator.Compute(block, state.BitDiameterM, entry.Descriptors);
        entry.State = DrillingStateDetector.Detect(_calculator.Channels);
        Counts.Blocks++;
        if (!isNew && previousState == entry.State && SameBits(_previous, entry.Descriptors)) return;
        rows.AddDescriptors(state.Id, entry, origin, durationMicros, readings, QualityOf(block));
        Reassess(state, history, index, origin, rows);
        if (MakeUpdates && index == history.Count - 1 && history == state.Recent) rows.Publish(state, UpdateOf(state, entry, block, origin));
        history.Trim();
    }

    // The block itself and every later one whose window holds it; rows only where something changed.
    private void Reassess(AssetState state, BlockHistory history, int index, in BlockOrigin origin, RowBatches rows)
    {
        var until = history[index].EventTimeUnixMicros + WindowFeatures.WindowMicros;
        for (var i = index; i < history.Count && history[i].EventTimeUnixMicros < until; i++)
        {
            var entry = history[i];
            var assessment = assessor.Assess(history.WindowOf(i));
            if (assessment.Equals(entry.Assessment)) continue;
            entry.Assessment = assessment;
            rows.AddAssessment(state.Id, entry, origin, assessor.ModelHash);
            Counts.Assessments++;
        }
    }

    private static bool SameBits(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(a).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(b));

    private static byte QualityOf(in TelemetryRecordView block)
    {
        var quality = ChannelQuality.Good;
        for (var i = 0; i < block.ChannelCount; i++) quality |= block.Quality(i);
        return (byte)quality;
    }
}
