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
/// Builds a labelled table from the store's history: features computed by the live code, labels from maintenance records
/// (<see cref="SampleLabels"/>) or the operating hours left before a recorded failure. Rows are grouped by drill.
/// </summary>
public sealed class StoreTrainingData(ReadOnlySql query, StoreRequest request)
{
    private const string RulTarget = "remaining_life_hours";
    private static readonly QueryLimits Limits = new(MaxRows: 10_000, Timeout: TimeSpan.FromSeconds(30));

    private readonly StoredSampleReader _samples = new(query, request.Every);
    private readonly SampleLabels _labels = new(request);
    private int _withoutLabel;
    private int _withoutEvidence;

    /// <exception cref="TrainingDataException">The store has no usable training data; the message says why.</exception>
    public async Task<TrainingData> ReadAsync(Action<double, string> progress, CancellationToken cancellationToken)
    {
        var records = await RecordsAsync(cancellationToken);
        if (!records.Any(r => r.Kind == MaintenanceKinds.Failed))
            throw new TrainingDataException("The store has no recorded failure to learn from: record failures and repairs on the drill "
                + "pages, or with POST /api/v1/assets/{asset}/maintenance.");
        var isLife = request.Role == ModelRoles.Life;
        var table = new LabelledTable(WindowFeatures.Names, isLife ? [] : FailureModes.Classes);
        var ranges = await RangesAsync(cancellationToken);
        for (var i = 0; i < ranges.Count; i++)
        {
            var (asset, first, last) = ranges[i];
            MaintenanceRecord[] own = [.. records.Where(r => r.Asset == asset)];
            foreach (var life in DrillRun.Of(asset, first, last, own))
                if (isLife) await AddLifeAsync(table, life, cancellationToken);
                else await AddConditionAsync(table, life, [.. own.Where(r => r.Kind == MaintenanceKinds.Inspected)], cancellationToken);
            progress((i + 1.0) / ranges.Count, $"{table.Count} samples of {i + 1} drills");
        }
        if (table.Count == 0) throw new TrainingDataException($"No sample of {ranges.Count} drills can be labelled from {records.Count} "
            + $"maintenance records: {LeftOutOfSamples()}.");
        return Data(table, isLife);
    }

    private async Task AddConditionAsync(LabelledTable table, DrillRun life, MaintenanceRecord[] inspections,
        CancellationToken cancellationToken)
    {
        await foreach (var (at, features) in _samples.ReadAsync(life.Asset, life.From, life.To, cancellationToken))
        {
            if (features is null) _withoutEvidence++;
            // A mode that is no class of a model, such as stuck pipe, is neither learnt nor taken for health.
            else if (_labels.Of(life, at, inspections) is { } mode && FailureModes.Classes.ToList().IndexOf(mode) is >= 0 and var label)
                table.Add(features, label, life.Asset);
            else _withoutLabel++;
        }
    }

    // Remaining life counts the cells with data after the sample, as coverage does: a drill does not age while it is laid up.
    private async Task AddLifeAsync(LabelledTable table, DrillRun life, CancellationToken cancellationToken)
    {
        if (!life.Failed) return;
        var samples = new List<(long At, float[]? Features)>();
        await foreach (var sample in _samples.ReadAsync(life.Asset, life.From, life.To, cancellationToken)) samples.Add(sample);
        for (var i = 0; i < samples.Count; i++)
        {
            var (at, features) = samples[i];
            var cellEnd = Math.Min(life.To, (at / _samples.CellMicros * _samples.CellMicros) + _samples.CellMicros);
            var later = (samples.Count - 1 - i) * _samples.CellMicros;
            // The last cell is cut off at the failure.
            var beyond = i == samples.Count - 1
                ? 0 : (samples[^1].At / _samples.CellMicros * _samples.CellMicros) + _samples.CellMicros - life.To;
            var hours = (cellEnd - at + later - Math.Max(0, beyond)) / (3600.0 * UnixMicros.PerSecond);
            if (features is null) _withoutEvidence++;
            else if (hours > request.MaxRul.TotalHours) _withoutLabel++;
            else table.Add(features, (float)hours, life.Asset);
        }
    }

    private TrainingData Data(LabelledTable table, bool isLife)
    {
        // Features that are always missing or never vary would be useless inputs.
        int[] used = [.. ModelInputs.Positions.Where(f => Enumerable.Range(0, table.Count).Select(r => table.Row(r)[f])
            .Where(float.IsFinite).Distinct().Take(2).Count() > 1)];
        if (used.Length == 0) throw new TrainingDataException("No window feature varies over the labelled samples: nothing can be "
            + "learnt.");
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
            ? RulTarget : "failure_mode", Source(isLife), [.. definitions], leftOut)
        { Role = request.Role };
    }

    private string LeftOutOfSamples() => $"{_withoutLabel} samples not labelled by any record, {_withoutEvidence} in which the "
        + "string did not rotate";

    private string Source(bool isLife) => "history of this installation's store, one sample per "
        + $"{request.Every.TotalMinutes:0.##} minutes; "
        + (isLife
            ? $"operating hours left before recorded failures, at most {request.MaxRul.TotalHours:0.##}"
            : $"labelled with a failure's mode in the {request.FaultShows.TotalHours:0.##} h before it, none at "
                + $"least {request.HealthyAfter.TotalHours:0.##} h before any, findings of inspections from when they began to "
                + "hold, or in the hour before")
        + "; grouped by drill";

    private async Task<IReadOnlyList<MaintenanceRecord>> RecordsAsync(CancellationToken cancellationToken)
    {
        var result = await query(StandingRecordsSql.Sql, Limits, cancellationToken);
        if (result.Truncated) throw new TrainingDataException($"The store has more than {Limits.MaxRows} maintenance records, more than "
            + "this command reads.");
        return StandingRecordsSql.Read(result);
    }

    private async Task<IReadOnlyList<(string Asset, long First, long Last)>> RangesAsync(CancellationToken cancellationToken)
    {
        var result = await query(HistoryRangesSql.Sql, Limits, cancellationToken);
        if (result.Truncated) throw new TrainingDataException($"The store has more than {Limits.MaxRows} drills, more than this "
            + "command reads.");
        var lookBack = UnixMicros.Length(request.LookBack);
        return [.. HistoryRangesSql.Read(result).Select(r => (r.Asset, Math.Max(r.Oldest, r.Newest - lookBack), r.Newest))];
    }
}
