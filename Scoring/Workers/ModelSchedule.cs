using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Registry;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Decides which models score which records of a partition: a function of the record's offset alone, given by <c>model_serving</c>
/// (decision 0010). Periods in the store are followed exactly, including those that begin later. After the last one, a new champion begins
/// a period at the first record of a batch, and the period is committed with the first rows it scored; so after a failed commit the choice
/// is made again, and no record is scored twice. Records before the first period belong to it. Threading: one worker.
/// </summary>
internal sealed class ModelSchedule(ServingModels models, string reader, int partition)
{
    private readonly List<(long From, ServingSet Set)> _later = [];
    private readonly Dictionary<ServingSet, ConditionAssessor> _assessors = [];
    private ServingSet? _set;
    private ConditionAssessor? _assessor;
    private long _until = long.MaxValue;

    /// <summary>Assessor of the current period.</summary>
    public ConditionAssessor Assessor => _assessor!;

    /// <summary>Models of the current period.</summary>
    public ServingSet Set => _set!;

    /// <summary>Reads the periods from the store.</summary>
    /// <param name="store">Store that the rows are written to.</param>
    /// <param name="begin">First offset to score.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task LoadAsync(IConditionStore store, long begin, CancellationToken cancellationToken)
    {
        ServingSet? set = null;
        foreach (var row in await ServingPeriodsQuery.OfPartitionAsync(store, reader, partition, cancellationToken))
        {
            var period = await FindAsync(row.ModelHash, row.LifeModelHash, cancellationToken);
            if (row.FromOffset <= begin || set is null) set = period;
            else if (period is not null) _later.Add((row.FromOffset, period));
        }
        if (set is not null) Serve(set);
        _until = _later.Count > 0 ? _later[0].From : long.MaxValue;
    }

    /// <summary>True when the next period begins at or before an offset.</summary>
    public bool EndsAt(long offset) => offset >= _until;

    /// <summary>True when the current period is the last one and its models are no longer the ones in service.</summary>
    public bool HasSuccessor => _until == long.MaxValue && (_set is null || (!models.FollowsRecordOnly && !models.Current.IsSame(_set)));

    /// <summary>Advances to the period of an offset.</summary>
    public void Advance(long offset)
    {
        while (offset >= _until)
        {
            Serve(_later[0].Set);
            _later.RemoveAt(0);
            _until = _later.Count > 0 ? _later[0].From : long.MaxValue;
        }
    }

    /// <summary>Begins a period with the models in service, at a record.</summary>
    public void Begin(in BlockOrigin first, RowBatches rows)
    {
        Serve(models.Current);
        rows.AddServing(reader, first, Set);
    }

    private void Serve(ServingSet set)
    {
        _set = set;
        if (!_assessors.TryGetValue(set, out _assessor)) _assessors[set] = _assessor = new ConditionAssessor(set.Health, set.Life);
    }

    // When this build cannot load a period's model, the champion scores the rest: live in a period of its own; in verification, the hash in
    // the rows shows the difference.
    private async Task<ServingSet?> FindAsync(string health, string? life, CancellationToken cancellationToken)
    {
        var found = await TryFindAsync(health, cancellationToken) ?? (models.FollowsRecordOnly ? models.Current.Health : null);
        return found is null ? null : new ServingSet(found, await TryFindAsync(life, cancellationToken));
    }

    private async Task<IConditionModel?> TryFindAsync(string? hash, CancellationToken cancellationToken)
    {
        try
        {
            return await models.FindAsync(hash, cancellationToken);
        }
        catch (ModelRefusedException)
        {
            return null;
        }
    }
}
