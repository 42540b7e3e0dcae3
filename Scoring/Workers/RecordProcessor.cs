using System.Text;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Shadow;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Turns log records into rows: identity, readings, blocks, descriptors, assessments, corrections (docs/architecture.md).
/// It never waits: when something must be read back from the store first, <see cref="TryProcess"/> adds nothing to the batches and returns
/// the request. A record waits before anything of it has changed a block, or, when it changes what minutes say, once more half-way.
/// All blocks of a record are described before any is assessed, so that a record writes at most one row per block: its rows have the same
/// <c>known_at</c> and offset and would be indistinguishable otherwise. Threading: one worker.
/// </summary>
internal sealed class RecordProcessor
{
    private readonly int _partition;
    private readonly AssetStates _assets;
    private readonly RecordPlan _plan = new();
    private readonly RecordPlan _ahead = new();
    private readonly List<AssetState> _planned = [];
    private readonly ReadingRows _readings = new();
    private readonly StreamLedger _ledger;
    private readonly BlockAssembly _blocks;
    private readonly BlockAssessment _assessment;
    private readonly AlarmJudgement _alarms;
    private readonly StagedRows _staged = new();
    private BlockOrigin _origin;
    private long _present;

    public RecordProcessor(
        AssetRegistry registry, int partition, int historyBlocks, int lateBlocks, AlarmBreakage breakage = AlarmBreakage.None)
    {
        _partition = partition;
        _assets = new AssetStates(registry, historyBlocks, lateBlocks);
        _ledger = new StreamLedger(Counts);
        _blocks = new BlockAssembly(Counts);
        _assessment = new BlockAssessment(Counts);
        _alarms = new AlarmJudgement { Breakage = breakage };
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

    /// <summary>Judges slow changes.</summary>
    public TrendJudge Trends
    {
        get => _assessment.Trends;
        set => _assessment.Trends = value;
    }

    /// <summary>Rules of alarms; changed only between records.</summary>
    public AlarmRuleSet Rules
    {
        get => _alarms.Rules;
        set => _alarms.Rules = value;
    }

    /// <summary>Makes an asset's rules of alarms current.</summary>
    public void UseRules(AssetState state) => _alarms.Use(state);

    /// <summary>State of an asset that no record was processed of yet, or null when one was.</summary>
    public AssetState? Unseen(string asset) =>
        _assets.Find(asset) is null && _assets.Of(Encoding.ASCII.GetBytes(asset)) is { Loaded: false } state ? state : null;

    /// <summary>Assets whose alarms were judged by other rules than those that apply now.</summary>
    /// <param name="heardBefore">Only those of which nothing came since, Unix µs: others take the rules with their next record.</param>
    public IEnumerable<AssetState> WithOldRules(long heardBefore = long.MaxValue) => _assets.All.Where(s => s.Loaded && !s.IsWaiting
        && s.KnownAtUnixMicros < heardBefore && !ReferenceEquals(s.Alarms.Set, _alarms.Rules));

    /// <summary>Reception of the last record processed, Unix µs.</summary>
    public long ReceivedUnixMicros { get; private set; } = long.MinValue;

    /// <summary>Judges an asset's alarms without a record, after a restart or a change of rules.</summary>
    /// <returns>What must be read first; null at the end.</returns>
    public StoreRead? TryAdvance(AssetState state, long offset, RowBatches rows)
    {
        if (state.PresentUnixMicros == long.MinValue) return null;
        var origin = new BlockOrigin(_partition, offset, state.KnownAtUnixMicros);
        var needed = _alarms.Continue(state, BlockChanges.None, origin, _staged);
        state.IsWaiting = needed is not null;
        if (needed is null) _staged.MoveTo(rows);
        return needed;
    }

    /// <summary>Judges what only the clock can show.</summary>
    public void Tick(long now, long offset, RowBatches rows)
    {
        _alarms.Timers.Tick(now, _partition, offset, _staged);
        _staged.MoveTo(rows);
    }

    /// <summary>Processes one record into the batches.</summary>
    /// <returns>
    /// False, with nothing added to the batches, when <paramref name="needed"/> must be read first; then the same record must be given
    /// again.
    /// </returns>
    public bool TryProcess(ReadOnlySpan<byte> bytes, long offset, RowBatches rows, out StoreRead? needed)
    {
        var record = TelemetryRecordView.DecodeTrusted(bytes);
        var state = _assets.Of(record.AssetUtf8);
        if (!state.IsWaiting)
        {
            needed = _plan.Make(state, record);
            if (needed is not null) return false;
            Begin(state, record, offset);
        }
        needed = _plan.NewReadings.Count == 0 ? null
            : _assessment.Continue(state, _origin, _staged) ?? _alarms.Continue(state, _assessment.Changed, _origin, _staged);
        state.IsWaiting = needed is not null;
        if (needed is not null) return false;
        End(state, record, rows);
        return true;
    }

    // Nothing of the record may be committed before it is complete, so its rows are kept apart until then.
    private void Begin(AssetState state, in TelemetryRecordView record, long offset)
    {
        var known = Math.Max(state.KnownAtUnixMicros, record.ReceivedUnixMicros);
        (_origin, _present) = (new BlockOrigin(_partition, offset, known), state.PresentUnixMicros);
        _alarms.Hear(
            state, _origin, record.ReadingCount > 0 ? record.TimeOf(record.ReadingCount - 1) : record.EventTimeUnixMicros, _staged);
        state.KnownAtUnixMicros = known;
        ReceivedUnixMicros = record.ReceivedUnixMicros;
        if (_plan.NewReadings.Count == 0) return;
        var newest = state.Blocks.Newest;
        state.Blocks.Begin(_plan.Touched[0]);
        state.Minutes.Use(_plan.Minutes.First, _plan.Minutes.Last);
        _blocks.Describe(state, record, _plan, _origin, _staged);
        _assessment.Begin(state, _blocks.Changed, newest);
    }

    private void End(AssetState state, in TelemetryRecordView record, RowBatches rows)
    {
        _readings.Add(state.Id, record, _plan.NewReadings, rows);
        _ledger.Enter(state, record, _plan.NewReadings, _present, rows);
        _staged.MarkHours(state, _origin, rows);
        _staged.MoveTo(rows);
        if (_plan.NewReadings.Count == 0) return;
        if (MakeUpdates) LiveUpdates.Add(state, _present, _blocks, _assessment, _origin, Trace, rows);
        state.Shrink();
    }

    /// <summary>
    /// What a record needs from the store as far as it can be told before those in front of it are processed; of the record in hand, what
    /// it waits for. Changes nothing.
    /// </summary>
    public StoreRead? Plan(ReadOnlySpan<byte> bytes)
    {
        var record = TelemetryRecordView.DecodeTrusted(bytes);
        var state = _assets.Of(record.AssetUtf8);
        var needed = _ahead.Make(state, record) ?? (state.IsWaiting ? _assessment.Needed(state) ?? _alarms.Needed(state) : null);
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

    /// <summary>What is known of the machine whose vibration an asset sends; null when nothing is.</summary>
    public MeasurementLocation? LocationOf(string asset) => _assets.Find(asset)?.Setup.OnlyLocation;

    /// <summary>Blocks of the window that ends at a time, in event-time order.</summary>
    public List<BlockEntry> WindowOf(string asset, long eventTime)
    {
        var window = new List<BlockEntry>();
        _assets.Find(asset)?.Blocks.Collect(eventTime - WindowFeatures.WindowMicros + 1, eventTime, window);
        return window;
    }
}
