using Maintenance.Core.Feed;
using Maintenance.Core.Tables;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Shadow;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Rows of one commit, and the updates to publish afterwards. A worker has two: one is filled while the other commits.
/// </summary>
internal sealed class RowBatches
{
    private readonly List<StreamAccount> _touched = [];
    private readonly List<AssetState> _updated = [];

    public ReadingBatch Readings { get; } = new();

    public TableBatch<ReadingExtraRow> Extras { get; } = new();

    public TableBatch<WaveformRow> Waveforms { get; } = new();

    public TableBatch<DescriptorRow> Descriptors { get; } = new();

    public TableBatch<AssessmentRow> Assessments { get; } = new();

    public TableBatch<ConditionMinuteRow> Minutes { get; } = new();

    public TableBatch<HistoryHourRow> Hours { get; } = new();

    public TableBatch<AlarmEventRow> Alarms { get; } = new();

    public TableBatch<AlarmFoldRow> AlarmFolds { get; } = new();

    public TableBatch<StreamAccountRow> Accounts { get; } = new();

    public TableBatch<ModelServingRow> Servings { get; } = new();

    public TableBatch<ModelComparisonRow> Comparisons { get; } = new();

    public IReadOnlyList<TableBatch> All { get; }

    /// <summary>The newest update of each asset, and one of its past if that changed; set by <see cref="Seal"/>.</summary>
    public List<AssetUpdate> Updates { get; } = [];

    /// <summary>Rows of <see cref="Alarms"/>, to publish.</summary>
    public List<AlarmEventRow> AlarmRows { get; } = [];

    /// <summary>Traces of the commit's traced records.</summary>
    public List<RecordTrace> Traces { get; } = [];

    public RowBatches() => All =
        [Readings, Extras, Waveforms, Descriptors, Assessments, Minutes, Hours, Alarms, AlarmFolds, Accounts, Servings, Comparisons];

    /// <summary>True when a record without rows was skipped: the offset moves all the same.</summary>
    public bool HasPassedOver { get; private set; }

    public bool IsEmpty => !HasPassedOver && _touched.Count == 0
        && Readings.RowCount + Extras.RowCount + Waveforms.RowCount + Descriptors.RowCount + Assessments.RowCount + Minutes.RowCount
            + Alarms.RowCount + AlarmFolds.RowCount + Servings.RowCount == 0;

    /// <summary>Adds a row of an alarm.</summary>
    public void Add(in AlarmEventRow row)
    {
        Alarms.Add(row);
        AlarmRows.Add(row);
    }

    public void PassOver() => HasPassedOver = true;

    public void Touch(StreamAccount account)
    {
        if (account.Touched) return;
        account.Touched = true;
        _touched.Add(account);
    }

    public void Publish(AssetState state, AssetUpdate update)
    {
        Note(state);
        state.Update = update;
    }

    /// <summary>One of an asset and commit tells that its past has changed.</summary>
    public void PublishPast(AssetState state, AssetUpdate update)
    {
        Note(state);
        state.PastUpdate = update;
    }

    /// <summary>Adds what is written once per commit: accounts, shadow statistics, and the list of updates.</summary>
    public void Seal(ShadowComparison? shadow)
    {
        foreach (var account in _touched)
        {
            Accounts.Add(account.Row);
            account.Touched = false;
        }
        foreach (var state in _updated)
        {
            if (state.Update is { } update) Updates.Add(update);
            if (state.PastUpdate is { } past) Updates.Add(past);
            (state.Update, state.PastUpdate) = (null, null);
        }
        shadow?.WriteTouched(Comparisons);
        _touched.Clear();
        _updated.Clear();
    }

    private void Note(AssetState state)
    {
        if (state is { Update: null, PastUpdate: null }) _updated.Add(state);
    }

    public void Clear()
    {
        for (var i = 0; i < All.Count; i++) All[i].Clear(); // an enumerator of the list would be allocated
        Updates.Clear();
        AlarmRows.Clear();
        Traces.Clear();
        HasPassedOver = false;
    }

    /// <summary>Adds the period that begins when models serve from a record on.</summary>
    public void AddServing(string reader, in BlockOrigin from, ServingSet set) => Servings.Add(new ModelServingRow
    {
        Reader = reader,
        LogPartition = from.Partition,
        FromOffset = from.Offset,
        KnownAtUnixMicros = from.KnownAtUnixMicros,
        ModelHash = set.Health.Hash,
        LifeModelHash = set.Life?.Hash,
    });
}
