using System.CommandLine;
using System.Text.Json;
using Maintenance.Host.Access;
using Maintenance.Host.Composition;
using Maintenance.Training.Boosting;
using Maintenance.Training.History;
using Maintenance.Training.Tables;

namespace Maintenance.Host.Verbs;

/// <summary>The part of <c>train</c> that learns from a table: a CSV file, or the store's history.</summary>
internal sealed class TrainTable(TrainTableOptions options)
{
    /// <summary>True if a CSV file or the store is given.</summary>
    public bool IsRequested(ParseResult parsed) => options.Input(parsed) is not null || options.IsStore(parsed);

    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (request, output) = (options.Table(parsed), options.Output(parsed));
        var data = await DataAsync(parsed, request, cancellationToken);
        foreach (var reason in data.LeftOut) Console.Error.WriteLine($"left out: {reason}");
        var figures = TrainVerb.WithProgress(progress => new TableTrainer(request).Train(data, output, progress, cancellationToken));
        if (options.IsJson(parsed)) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else Print(figures, output);
        return 0;
    }

    private async Task<TrainingData> DataAsync(ParseResult parsed, TableRequest request, CancellationToken cancellationToken)
    {
        if (options.Input(parsed) is { } input)
        {
            if (options.IsStore(parsed)) throw new OptionException("--input and --from store are two sources; give only one.");
            return CsvTrainingData.Read(input, options.Target(parsed), options.Group(parsed), request);
        }
        await using var sql = await SqlAccess.OpenAsync(options.Data(parsed), cancellationToken);
        return await TrainVerb.WithProgressAsync(progress => new StoreTrainingData(sql.QueryAsync, options.Store(parsed))
            .ReadAsync(progress, cancellationToken));
    }

    private static void Print(TableFigures f, string output)
    {
        Console.Out.WriteLine($"{f.Rows} rows in {f.Groups} groups, {f.Folds} folds by group, {f.Rounds} rounds. Figures are for groups "
            + $"not seen in training.");
        if (f.Classes.Count > 0)
        {
            EvaluationTable.Write(["class", "rows", "groups", "precision", "recall", "F1"],
                f.Classes.Select(c => (object[])[c.Name, c.Rows, c.Groups, (object?)c.Precision ?? "-", c.Recall, c.F1]));
            EvaluationTable.Write(["accuracy", "accuracy of majority class", "log loss"], [[f.Accuracy!, f.MajorityShare!, f.LogLoss!]]);
        }
        else
        {
            EvaluationTable.Write(["RMSE", "MAE", "RMSE of constant mean"],
                [[f.RootMeanSquareError!, f.MeanAbsoluteError!, f.ConstantRootMeanSquareError!]]);
            if (f.Coverage is { } coverage) Console.Out.WriteLine($"Within P10 to P90: {coverage:P1} (nominal 80 %).");
        }
        Console.Out.WriteLine($"Wrote {TrainVerb.Size(output)}, {TrainVerb.Size(TrainedModel.ZipOf(output))} "
            + $"and {TrainedModel.CardOf(output)}.");
    }
}
