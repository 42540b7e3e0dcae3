using System.Runtime.InteropServices;
using System.Text.Json;
using Maintenance.Core.Models;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tables;

/// <summary>
/// Trains boosted trees on a labelled table, evaluates them on groups they have not seen, and writes the model as PMML and as an ML.NET
/// zip, with its card. Both files are verified against ML.NET's output before they are put in place.
/// </summary>
public sealed class TableTrainer(TableRequest request)
{
    private static readonly JsonSerializerOptions CardFormat = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Trains a model and writes its files.</summary>
    /// <exception cref="TrainingDataException">The table cannot be used for training; the message says why. Nothing is written.</exception>
    public TableFigures Train(TrainingData data, string output, Action<double, string> progress, CancellationToken cancellationToken)
    {
        Check(data);
        var folds = Math.Min(request.Folds, data.Table.Groups.Distinct(StringComparer.Ordinal).Count());
        LightGbmLibrary.Require();
        var result = new GroupedTraining(Parameters, folds, request.Patience, request.Balanced, request.Seed)
            .Train(data.Table, progress, cancellationToken);
        var figures = Figures(data.Table, result, folds);
        if (data.Role == ModelRoles.Life) figures = figures with { Coverage = RulModelCalibration.Coverage(data.Table, result) };
        TrainedModel.Make(result.Trees, Text(data, result), CollectionsMarshal.AsSpan(data.Table.Values))
            .Write(output, Card(data, result, figures));
        return figures;
    }

    private BoostingParameters Parameters => new()
    {
        Rounds = request.Rounds,
        Depth = request.Depth,
        LearningRate = request.LearningRate,
        MinimumChildWeight = 1,
        Lambda = 1,
        Gamma = 0,
        RowSample = 0.8,
        ColumnSample = 0.8,
    };

    private static void Check(TrainingData data)
    {
        var (table, groups) = (data.Table, data.Table.Groups.Distinct(StringComparer.Ordinal).Count());
        if (groups < TableRequest.MinGroups)
            throw new TrainingDataException($"{table.Count} labelled rows belong to {groups} "
                + $"group{(groups == 1 ? "" : "s")}; at least {TableRequest.MinGroups} are needed, because a model is "
                + "evaluated on groups it has not seen.");
        if (table.Labels.Distinct().Count() < 2)
            throw new TrainingDataException($"{data.Target} "
                + $"is {(table.IsClassification ? $"'{table.Classes[(int)table.Labels[0]]}'" : table.Labels[0])} in every labelled row: "
                + "there is nothing to learn.");
        if (data.Role == ModelRoles.Life) RulModelCalibration.Check(table);
        if (!table.IsClassification) return;
        foreach (var single in Enumerable.Range(0, table.Count).GroupBy(i => (int)table.Labels[i])
            .Where(c => c.Select(i => table.Groups[i]).Distinct(StringComparer.Ordinal).Count() == 1))
            throw new TrainingDataException(
                $"Class '{table.Classes[single.Key]}' of {data.Target} occurs in one group only, '{table.Groups[single.First()]}': "
                    + "whether it is recognised in another group cannot be evaluated. Remove its rows, or merge it with another class.");
    }

    private static TableFigures Figures(LabelledTable table, GroupedResult result, int folds)
    {
        var groups = table.Groups.Distinct(StringComparer.Ordinal).Count();
        var rounds = result.Parameters.Rounds;
        if (!table.IsClassification)
        {
            var mean = table.Labels.Average(l => (double)l);
            double[] errors = [.. table.Labels.Select((l, i) => (double)result.HeldOut[i] - l)];
            return new TableFigures(
                table.Count, groups, folds, rounds, [], null, null, null, Math.Sqrt(errors.Average(e => e * e)), errors.Average(Math.Abs),
                Math.Sqrt(table.Labels.Average(l => (l - mean) * (l - mean))));
        }
        var (width, said, logLoss) = (table.Classes.Count, new int[table.Count], 0.0);
        for (var i = 0; i < table.Count; i++)
        {
            var probabilities = result.HeldOut.AsSpan(i * width, width);
            for (var c = 1; c < width; c++)
                if (probabilities[c] > probabilities[said[i]]) said[i] = c;
            logLoss -= Math.Log(Math.Max(1e-15, probabilities[(int)table.Labels[i]]));
        }
        var right = Enumerable.Range(0, table.Count).Count(i => said[i] == (int)table.Labels[i]);
        return new TableFigures(
            table.Count, groups, folds, rounds, [.. table.Classes.Select((name, c) => ClassFigures(table, said, name, c))],
            (double)right / table.Count,
            (double)table.Labels.GroupBy(l => l).Max(g => g.Count()) / table.Count, logLoss / table.Count, null, null, null);
    }

    private static TableClassFigures ClassFigures(LabelledTable table, int[] said, string name, int label)
    {
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => (int)table.Labels[i] == label)];
        var (right, named) = (rows.Count(i => said[i] == label), said.Count(s => s == label));
        return new TableClassFigures(
            name, rows.Length, rows.Select(i => table.Groups[i]).Distinct(StringComparer.Ordinal).Count(), named == 0
                ? null : (double)right / named,
            rows.Length == 0 ? 0 : (double)right / rows.Length, rows.Length + named == 0 ? 0 : 2.0 * right / (rows.Length + named));
    }

    private EnsembleText Text(TrainingData data, GroupedResult result)
    {
        var table = data.Table;
        var description = $"{data.Source}. {table.Count} rows, seed {request.Seed}. Figures and limits: the model card.";
        if (data.Role == ModelRoles.Life)
            return new EnsembleText("drill-life", description, "remaining_life_hours")
            { Levels = RulModelCalibration.Levels(table, result) };
        return new EnsembleText(data.Role ?? $"{data.Target} by maintenance train", description, data.Target)
        {
            Usual = table.IsClassification
                ? Usual(table).Select((range, i) => (table.Features[i], range))
                .ToDictionary(u => u.Item1, u => u.range, StringComparer.Ordinal) : [],
        };
    }

    // 1st to 99th percentile of the class none; of all rows when there is no such class.
    private static IEnumerable<(float Low, float High)> Usual(LabelledTable table)
    {
        var none = table.Classes.ToList().IndexOf(Core.Conditions.FailureModes.None);
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => none < 0 || (int)table.Labels[i] == none)];
        for (var f = 0; f < table.Features.Count; f++)
        {
            float[] values = [.. rows.Select(r => table.Row(r)[f]).Where(float.IsFinite).Order()];
            yield return values.Length < 100 ? (float.NaN, float.NaN) : (values[values.Length / 100], values[values.Length * 99 / 100]);
        }
    }

    private string Card(TrainingData data, GroupedResult result, TableFigures figures) => JsonSerializer.Serialize(
        new
        {
            data = data.Source,
            target = data.Target,
            kind = data.Table.IsClassification ? "classification" : "regression",
            classes = data.Table.Classes,
            leftOut = data.LeftOut,
            protocol = $"{figures.Folds} folds by group; each fold judged with the number of rounds chosen by the others; final model "
                + "trained on all rows.",
            training = new
            {
                request.Seed,
                result.Parameters.Rounds,
                result.BestRounds,
                result.Parameters.Depth,
                result.Parameters.LearningRate,
                classWeights = data.Table.IsClassification ? request.Balanced ? "balanced" : "none" : null,
                earlyStoppingRounds = request.Patience,
            },
            metrics = figures,
            features = data.Definitions,
            limits = $"Trained on {figures.Groups} groups; the figures hold for similar groups, within the ranges of the features above. "
                + (data.Table.IsClassification && request.Balanced ? "Classes have equal weight in training: probabilities assume "
                    + "that all classes are equally frequent." : ""),
        },
        CardFormat) + "\n";
}
