using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Registry;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Which models score which records of a partition: a function of the record's offset alone, as <c>model_serving</c> tells it (decision
/// 0010). Periods the store knows are followed to the letter, also those that begin later. Where they end, a new champion begins a period
/// at the first record of a batch, and that is written with the first rows it scored: so what a failed commit held is decided anew, and
/// nothing scored twice. Records before the first known period belong to it. Threading: one worker.
/// </summary>
internal sealed class ModelSchedule(ServingModels models, string reader, int partition)
{
    private readonly List<(long From, ServingSet Set)> _later = [];
    private readonly Dictionary<ServingSet, ConditionAssessor> _assessors = [];
    private ServingSet? _set;
    private ConditionAssessor? _assessor;
    private long _until = long.MaxValue;

    /// <summary>Assesses the records from the current one on.</summary>
    public ConditionAssessor Assessor => _assessor!;

    /// <summary>Models of <see cref="Assessor"/>.</summary>
    public ServingSet Set => _set!;

    /// <summary>Reads the periods from the store.</summary>
    /// <param name="store">Store whose rows are written.</param>
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

    /// <summary>True when another period begins at or before a record.</summary>
    public bool EndsAt(long offset) => offset >= _until;

    /// <summary>True when the models in service are not those of the current period, which is the last one known.</summary>
    public bool HasSuccessor => _until == long.MaxValue && (_set is null || (!models.FollowsRecordOnly && !models.Current.IsSame(_set)));

    /// <summary>Goes on to the period of a record.</summary>
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

    // Of a period whose model this build cannot load, the champion takes what is left: live as a period of its own, else its hash says
    // that it was not it.
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
