using Maintenance.Core.Conditions;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Training.Rows;
using Maintenance.Training.Tables;

namespace Maintenance.Training.History;

/// <summary>
/// Makes a labelled table of the store's own history: features of past moments by the code that serves, labels from maintenance records
/// (<see cref="SampleLabels"/>), or the operating hours that were left before a recorded failure. Rows of one drill stand together.
/// </summary>
public sealed class StoreTrainingData(ReadOnlySql query, StoreRequest request)
{
    private const string TargetOfLife = "remaining_life_hours";
    private static readonly QueryLimits Limits = new(MaxRows: 10_000, Timeout: TimeSpan.FromSeconds(30));

    private readonly StoredSamples _moments = new(query, request.Every);
    private readonly SampleLabels _labels = new(request);
    private int _withoutLabel;
    private int _withoutEvidence;

    /// <exception cref="TrainingDataException">Nothing in the store can be learnt from; the message says why.</exception>
    public async Task<TrainingData> ReadAsync(Action<double, string> progress, CancellationToken cancellationToken)
    {
        var records = await RecordsAsync(cancellationToken);
        if (!records.Any(r => r.Kind == MaintenanceKinds.Failed))
            throw new TrainingDataException("The store has no recorded failure to learn from: record failures and repairs on the drills' "
                + "pages, or by POST /api/v1/assets/{asset}/maintenance.");
        var isLife = request.Role == ModelRoles.Life;
        var table = new LabelledTable(WindowFeatures.Names, isLife ? [] : FailureModes.All);
        var ranges = await RangesAsync(cancellationToken);
        for (var i = 0; i < ranges.Count; i++)
        {
            var (asset, first, last) = ranges[i];
            MaintenanceRecord[] own = [.. records.Where(r => r.Asset == asset)];
            foreach (var life in DrillRun.Of(asset, first, last, own))
                if (isLife) await AddLifeAsync(table, life, cancellationToken);
                else await AddConditionAsync(table, life, [.. own.Where(r => r.Kind == MaintenanceKinds.Inspected)], cancellationToken);
            progress((i + 1.0) / ranges.Count, $"{table.Count} moments of {i + 1} drills");
        }
        if (table.Count == 0) throw new TrainingDataException($"No moment of {ranges.Count} drills can be labelled by {records.Count} "
            + $"maintenance records: {LeftOutOfSamples()}.");
        return Data(table, isLife);
    }

    private async Task AddConditionAsync(LabelledTable table, DrillRun life, MaintenanceRecord[] inspections,
        CancellationToken cancellationToken)
    {
        await foreach (var (at, features) in _moments.ReadAsync(life.Asset, life.From, life.To, cancellationToken))
        {
            if (features is null) _withoutEvidence++;
            else if (_labels.Of(life, at, inspections) is { } mode)
                table.Add(features, FailureModes.All.ToList().IndexOf(mode), life.Asset);
            else _withoutLabel++;
        }
    }

    // What is left are the cells with data after the moment, as for the figures of coverage: a drill that was laid up did not age.
    private async Task AddLifeAsync(LabelledTable table, DrillRun life, CancellationToken cancellationToken)
    {
        if (!life.Failed) return;
        var moments = new List<(long At, float[]? Features)>();
        await foreach (var moment in _moments.ReadAsync(life.Asset, life.From, life.To, cancellationToken)) moments.Add(moment);
        for (var i = 0; i < moments.Count; i++)
        {
            var (at, features) = moments[i];
            var cellEnd = Math.Min(life.To, (at / _moments.CellMicros * _moments.CellMicros) + _moments.CellMicros);
            var later = (moments.Count - 1 - i) * _moments.CellMicros;
            // The last cell ends with the failure, not where it would have.
            var beyond = i == moments.Count - 1
                ? 0 : (moments[^1].At / _moments.CellMicros * _moments.CellMicros) + _moments.CellMicros - life.To;
            var hours = (cellEnd - at + later - Math.Max(0, beyond)) / (3600.0 * UnixMicros.PerSecond);
            if (features is null) _withoutEvidence++;
            else if (hours > request.MaxRul.TotalHours) _withoutLabel++;
            else table.Add(features, (float)hours, life.Asset);
        }
    }

    private TrainingData Data(LabelledTable table, bool isLife)
    {
        // Features that no row has, or that never vary, would only have to be there later.
        int[] used = [.. ModelInputs.Positions.Where(f => Enumerable.Range(0, table.Count).Select(r => table.Row(r)[f])
            .Where(float.IsFinite).Distinct().Take(2).Count() > 1)];
        if (used.Length == 0) throw new TrainingDataException("No window feature varies over the labelled moments: there is nothing to "
            + "learn from.");
        var chosen = new LabelledTable([.. used.Select(f => WindowFeatures.Names[f])], table.Classes);
        for (var r = 0; r < table.Count; r++) chosen.Add([.. used.Select(f => table.Row(r)[f])], table.Labels[r], table.Groups[r]);
        var definitions = used.Select((f, i) =>
        {
            var descriptor = WindowFeatures.DescriptorOf(f);
            return FeatureDefinition.Of(
                WindowFeatures.Names[f], $"{(f < Descriptors.Count ? "mean" : "maximum")} over 60 s of {descriptor.Meaning}",
                    descriptor.Unit, Enumerable.Range(0, chosen.Count).Select(r => chosen.Row(r)[i]));
        });
        var unused = ModelInputs.Positions.Except(used).Select(f => WindowFeatures.Names[f]).ToList();
        List<string> leftOut = [LeftOutOfSamples()];
        if (unused.Count > 0) leftOut.Add($"features that never vary: {string.Join(", ", unused)}");
        leftOut.Add("loads and depths, which differ from rig to rig by more than faults change them");
        return new TrainingData(chosen, isLife
            ? TargetOfLife : "failure_mode", Source(isLife), [.. definitions], leftOut)
        { Role = request.Role };
    }

    private string LeftOutOfSamples() => $"{_withoutLabel} moments that no record tells anything about, {_withoutEvidence} at which the "
        + "string had not turned";

    private string Source(bool isLife) => $"history of this installation's store, one moment in {request.Every.TotalMinutes:0.##} minutes; "
        + (isLife
            ? $"operating hours left before recorded failures, at most {request.MaxRul.TotalHours:0.##}"
            : $"a failure's mode in the {request.FaultShows.TotalHours:0.##} h before it, none at "
                + $"least {request.HealthyAfter.TotalHours:0.##} h before any, findings of inspections in the hour before")
        + "; rows of one drill stand together";

    private async Task<IReadOnlyList<MaintenanceRecord>> RecordsAsync(CancellationToken cancellationToken)
    {
        var result = await query(StandingRecordsText.Sql, Limits, cancellationToken);
        if (result.Truncated) throw new TrainingDataException($"The store has more than {Limits.MaxRows} maintenance records, more than "
            + "this verb reads.");
        return StandingRecordsText.Read(result);
    }

    private async Task<IReadOnlyList<(string Asset, long First, long Last)>> RangesAsync(CancellationToken cancellationToken)
    {
        var result = await query(HistoryRangesText.Sql, Limits, cancellationToken);
        if (result.Truncated) throw new TrainingDataException($"The store has more than {Limits.MaxRows} drills, more than this verb "
            + "reads.");
        var lookBack = UnixMicros.Length(request.LookBack);
        return [.. HistoryRangesText.Read(result).Select(r => (r.Asset, Math.Max(r.Oldest, r.Newest - lookBack), r.Newest))];
    }
}
