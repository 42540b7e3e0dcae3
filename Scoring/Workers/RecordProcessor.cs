using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Shadow;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Turns log records into rows: identity, readings, blocks, descriptors, assessments, corrections (docs/architecture.md).
/// It never waits: when something must be read back from the store first, <see cref="TryProcess"/> changes nothing and returns the request.
/// All blocks of a record are described before any is assessed, so that a record writes at most one row per block: its rows have the same
/// <c>known_at</c> and offset and would be indistinguishable otherwise. Threading: one worker.
/// </summary>
internal sealed class RecordProcessor
{
    private readonly int _partition;
    private readonly AssetStates _assets;
    private readonly RecordPlan _plan = new();
    private readonly List<AssetState> _planned = [];
    private readonly ReadingRows _readings = new();
    private readonly StreamLedger _ledger;
    private readonly BlockAssembly _blocks;
    private readonly BlockAssessment _assessment;

    public RecordProcessor(AssetRegistry registry, int partition, int historyBlocks)
    {
        _partition = partition;
        _assets = new AssetStates(registry, historyBlocks);
        _ledger = new StreamLedger(Counts);
        _blocks = new BlockAssembly(Counts);
        _assessment = new BlockAssessment(Counts);
    }

    /// <summary>Counts of what has been processed since the start.</summary>
    public ProcessedCounts Counts { get; } = new();

    /// <summary>True when updates for the live feed are wanted.</summary>
    public bool MakeUpdates { get; set; }

    /// <summary>Trace of the next record; null when it is not traced.</summary>
    public RecordTrace? Trace { get; set; }

    /// <summary>Assesses the records that follow; changed only between records.</summary>
    public ConditionAssessor Assessor
    {
        get => _assessment.Assessor;
        set => _assessment.Assessor = value;
    }

    /// <summary>Scores a challenger beside the assessor; null without one.</summary>
    public ShadowComparison? Shadow
    {
        get => _assessment.Shadow;
        set => _assessment.Shadow = value;
    }

    /// <summary>Processes one record into the batches.</summary>
    /// <returns>False, with nothing changed, when <paramref name="needed"/> must be read first.</returns>
    public bool TryProcess(ReadOnlySpan<byte> bytes, long offset, RowBatches rows, out StoreRead? needed)
    {
        var record = TelemetryRecordView.DecodeTrusted(bytes);
        var state = _assets.Of(record.AssetUtf8);
        needed = _plan.Make(state, record);
        if (needed is not null) return false;
        state.KnownAtUnixMicros = Math.Max(state.KnownAtUnixMicros, record.ReceivedUnixMicros);
        _readings.Add(state.Id, record, _plan.NewReadings, rows);
        _ledger.Enter(state, record, _plan.NewReadings, rows);
        if (_plan.NewReadings.Count == 0) return true;
        var origin = new BlockOrigin(_partition, offset, state.KnownAtUnixMicros);
        state.Blocks.Begin();
        _blocks.Describe(state, record, _plan, origin, rows);
        _assessment.Assess(state, _blocks.Changed, origin, rows);
        if (MakeUpdates) LiveUpdates.Add(state, _blocks, _assessment, origin, Trace, rows);
        state.Blocks.Shrink();
        return true;
    }

    /// <summary>
    /// What a record needs from the store as far as it can be told before those in front of it are processed. Changes nothing.
    /// </summary>
    public StoreRead? Plan(ReadOnlySpan<byte> bytes)
    {
        var record = TelemetryRecordView.DecodeTrusted(bytes);
        var state = _assets.Of(record.AssetUtf8);
        var needed = _plan.Make(state, record);
        if (record.Flags.HasFlag(RecordFlags.Sequenced)) return needed;
        if (state.PlannedUnixMicros == long.MinValue) _planned.Add(state);
        state.PlannedUnixMicros = Math.Max(state.PlannedUnixMicros, record.TimeOf(record.ReadingCount - 1));
        return needed;
    }

    /// <summary>Ends a series of <see cref="Plan"/>.</summary>
    public void EndPlans()
    {
        foreach (var state in _planned) state.PlannedUnixMicros = long.MinValue;
        _planned.Clear();
    }

    /// <summary>Blocks of the window that ends at a time, in event-time order.</summary>
    public List<BlockEntry> WindowOf(string asset, long eventTime)
    {
        var window = new List<BlockEntry>();
        _assets.Find(asset)?.Blocks.Collect(eventTime - WindowFeatures.WindowMicros + 1, eventTime, window);
        return window;
    }
}
