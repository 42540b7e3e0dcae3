using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Tables;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Shadow;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Rows of one commit, and the updates to publish when it is done. A worker has two: one is filled while the other commits.
/// </summary>
internal sealed class RowBatches
{
    private readonly List<StreamAccount> _touched = [];
    private readonly List<AssetState> _updated = [];
    private readonly List<(ShadowTally Tally, ShadowComparison Comparison)> _compared = [];

    public TableBatch Readings { get; } = new(StoreTables.Reading);

    public TableBatch Extras { get; } = new(StoreTables.ReadingExtra);

    public TableBatch Waveforms { get; } = new(StoreTables.Waveform);

    public TableBatch Descriptors { get; } = new(StoreTables.Descriptor);

    public TableBatch Assessments { get; } = new(StoreTables.Assessment);

    public TableBatch Accounts { get; } = new(StoreTables.StreamAccount);

    public TableBatch Servings { get; } = new(StoreTables.ModelServing);

    public TableBatch Comparisons { get; } = new(StoreTables.ModelComparison);

    public IReadOnlyList<TableBatch> All { get; }

    /// <summary>Updates of the last commit, newest of each asset.</summary>
    public List<AssetUpdate> Updates { get; } = [];

    /// <summary>Records of the commit that are traced.</summary>
    public List<RecordTrace> Traces { get; } = [];

    public RowBatches() => All = [Readings, Extras, Waveforms, Descriptors, Assessments, Accounts, Servings, Comparisons];

    /// <summary>A record was passed over that gives no rows: the offset moves all the same.</summary>
    public bool HasPassedOver { get; private set; }

    public bool IsEmpty => !HasPassedOver && Readings.RowCount + Extras.RowCount + Waveforms.RowCount + Descriptors.RowCount + Assessments.RowCount + Servings.RowCount + _touched.Count == 0;

    public void PassOver() => HasPassedOver = true;

    public void Touch(StreamAccount account)
    {
        if (account.Touched) return;
        account.Touched = true;
        _touched.Add(account);
    }

    public void Touch(ShadowTally tally, ShadowComparison comparison)
    {
        if (tally.Touched) return;
        tally.Touched = true;
        _compared.Add((tally, comparison));
    }

    public void Publish(AssetState state, AssetUpdate update)
    {
        if (state.Update is null) _updated.Add(state);
        state.Update = update;
    }

    /// <summary>Writes what is written once a commit: accounts, and the list of updates.</summary>
    public void Seal()
    {
        foreach (var account in _touched)
        {
            account.WriteTo(Accounts);
            account.Touched = false;
        }
        foreach (var state in _updated)
        {
            Updates.Add(state.Update!);
            state.Update = null;
        }
        foreach (var (tally, comparison) in _compared)
        {
            comparison.Write(tally, Comparisons);
            tally.Touched = false;
        }
        _compared.Clear();
        _touched.Clear();
        _updated.Clear();
    }

    public void Clear()
    {
        for (var i = 0; i < All.Count; i++) All[i].Clear(); // an enumerator of the list would be allocated
        Updates.Clear();
        Traces.Clear();
        HasPassedOver = false;
    }

    public void AddDescriptors(string asset, BlockEntry block, ReadOnlySpan<float> summary, in BlockOrigin origin)
    {
        var batch = Descriptors;
        AddOrigin(batch, asset, block.EventTimeUnixMicros, origin);
        batch.Column<long>(5).Add(block.DurationMicros);
        batch.Column<int>(6).Add(block.ReadingCount);
        batch.Column<string?>(7).Add(DrillingStates.Word(block.State));
        batch.Column<byte>(8).Add(block.Quality);
        for (var i = 0; i < Core.Conditions.Descriptors.Count; i++) batch.Column<float>(9 + i).Add(block.Descriptors[i]);
        for (var i = 0; i < summary.Length; i++) batch.Column<float>(9 + Core.Conditions.Descriptors.Count + i).Add(summary[i]);
    }

    public void AddAssessment(string asset, long eventTime, in Assessment a, in BlockOrigin origin, string modelHash)
    {
        var batch = Assessments;
        AddOrigin(batch, asset, eventTime, origin);
        batch.Column<float>(5).Add(a.HealthIndex);
        batch.Column<string?>(6).Add(a.HasEvidence ? HealthGrades.Letter(HealthGrades.FromIndex(a.HealthIndex)) : null);
        batch.Column<string?>(7).Add(a.FailureMode);
        batch.Column<float>(8).Add(a.FailureProbability);
        batch.Column<float>(9).Add(a.Life.P10);
        batch.Column<float>(10).Add(a.Life.P50);
        batch.Column<float>(11).Add(a.Life.P90);
        batch.Column<string?>(12).Add(DrillingStates.Word(a.State));
        batch.Column<string?>(13).Add(a.Reasons);
        batch.Column<string?>(14).Add(modelHash);
    }

    /// <summary>Notes from which record on models serve.</summary>
    public void AddServing(string reader, in BlockOrigin from, ServingSet set)
    {
        Servings.Column<string?>(0).Add(reader);
        Servings.Column<int>(1).Add(from.Partition);
        Servings.Column<long>(2).Add(from.Offset);
        Servings.Column<long>(3).Add(from.KnownAtUnixMicros);
        Servings.Column<string?>(4).Add(set.Health.Hash);
        Servings.Column<string?>(5).Add(set.Life?.Hash);
    }

    private static void AddOrigin(TableBatch batch, string asset, long eventTime, in BlockOrigin origin)
    {
        batch.Column<string?>(0).Add(asset);
        batch.Column<long>(1).Add(eventTime);
        batch.Column<long>(2).Add(origin.KnownAtUnixMicros);
        batch.Column<int>(3).Add(origin.Partition);
        batch.Column<long>(4).Add(origin.Offset);
    }
}
