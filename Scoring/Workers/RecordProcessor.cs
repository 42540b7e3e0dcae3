using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Shadow;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Turns log records into rows: identity, readings, blocks, descriptors, assessments, corrections (docs/architecture.md).
/// It never waits: when something must be read back from the store first, <see cref="TryProcess"/> changes nothing and says what.
/// A record is described as a whole before anything is assessed, so that it writes at most one row for each block: rows of one record
/// carry the same <c>known_at</c> and offset, and could not be told apart otherwise.
/// Threading: one worker.
/// </summary>
internal sealed partial class RecordProcessor(AssetRegistry registry, int partition, int historyBlocks)
{
    /// <summary>Epoch under which readings without numbers are accounted.</summary>
    public const long NoEpoch = RecordIdentity.NoEpoch;

    private readonly Dictionary<string, AssetState> _states = new(StringComparer.Ordinal);
    private readonly DescriptorCalculator _calculator = new();
    private readonly ReadingRows _rows = new();

    // Of the record in work: sequences or reading indices that are new, then index ranges of them, and the blocks they touch.
    private readonly List<(long First, long Last)> _missing = [];
    private readonly List<(int First, int Last)> _news = [];
    private readonly List<long> _touched = [];

    /// <summary>Readings, blocks and so on processed since the start.</summary>
    public ProcessedCounts Counts { get; } = new();

    /// <summary>True when updates for the live feed are wanted.</summary>
    public bool MakeUpdates { get; set; }

    /// <summary>The trace of the record to come; null when it is not traced.</summary>
    public RecordTrace? Trace { get; set; }

    /// <summary>Assesses the records to come; changed only between two records.</summary>
    public ConditionAssessor Assessor { get; set; } = null!;

    /// <summary>A challenger that judges beside the assessor; null without one.</summary>
    public ShadowComparison? Shadow { get; set; }

    /// <summary>Processes one record into the batches.</summary>
    /// <returns>False, with nothing changed, when <paramref name="needed"/> must be read first.</returns>
    public bool TryProcess(ReadOnlySpan<byte> bytes, long offset, RowBatches rows, out StoreRead? needed)
    {
        var record = TelemetryRecordView.DecodeTrusted(bytes);
        var state = StateOf(record.AssetUtf8);
        needed = Plan(state, record);
        if (needed is not null) return false;
        state.KnownAtUnixMicros = Math.Max(state.KnownAtUnixMicros, record.ReceivedUnixMicros);
        Store(state, record, rows);
        if (_news.Count == 0) return true;
        state.Blocks.Begin();
        DescribeAndAssess(state, record, new BlockOrigin(partition, offset, state.KnownAtUnixMicros), rows);
        state.Blocks.Shrink();
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

    // Rows of the new readings and the account of their stream.
    private void Store(AssetState state, in TelemetryRecordView record, RowBatches rows)
    {
        var sequenced = record.Flags.HasFlag(RecordFlags.Sequenced);
        var account = state.Account(sequenced ? record.Epoch : NoEpoch, sequenced);
        rows.Touch(account);
        if (sequenced)
        {
            var last = record.Sequence + record.ReadingCount - 1;
            account.HighestPlusOne = Math.Max(account.HighestPlusOne, last + 1);
            account.Ranges.Add(record.Sequence, last);
        }
        var stored = 0;
        foreach (var (first, last) in _news)
        {
            stored += last - first + 1;
            _rows.Add(state.Id, record, first, last - first + 1, rows);
            if (sequenced) continue;
            for (var i = first; i <= last; i++) state.KnownTimes.Add(record.TimeOf(i));
        }
        // Waveforms belong to the record; its first reading stands for them.
        if (_news.Count > 0 && _news[0].First == 0) _rows.AddWaveforms(state.Id, record, rows);
        CountReadings(account, record, stored);
    }

    private void CountReadings(StreamAccount account, in TelemetryRecordView record, int stored)
    {
        var (first, last) = (record.TimeOf(0), record.TimeOf(record.ReadingCount - 1));
        var late = last < account.LastEventTime;
        account.Stored += stored;
        account.Duplicates += record.ReadingCount - stored;
        if (late) account.Late += stored;
        account.Saw(first, last, record.ReceivedUnixMicros);
        Counts.Stored += stored;
        Counts.Duplicates += record.ReadingCount - stored;
        if (late) Counts.Late += stored;
    }
}
