using System.CommandLine;
using System.Text.Json;
using Maintenance.Host.Access;
using Maintenance.Host.Composition;
using Maintenance.Training.Boosting;
using Maintenance.Training.History;
using Maintenance.Training.Tables;

namespace Maintenance.Host.Verbs;

/// <summary>The part of <c>train</c> that learns from a table: a CSV file, or the history of the store.</summary>
internal sealed class TrainTable(TrainTableOptions options)
{
    /// <summary>True when a table or the store is named.</summary>
    public bool IsAsked(ParseResult parsed) => options.Input(parsed) is not null || options.IsStore(parsed);

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
            if (options.IsStore(parsed)) throw new OptionException("--input and --from store name two sources; give one of them.");
            return CsvTrainingData.Read(input, options.Target(parsed), options.Group(parsed), request);
        }
        await using var sql = await SqlAccess.OpenAsync(options.Data(parsed), cancellationToken);
        return await TrainVerb.WithProgressAsync(progress => new StoreTrainingData(sql.QueryAsync, options.Store(parsed))
            .ReadAsync(progress, cancellationToken));
    }

    private static void Print(TableFigures f, string output)
    {
        Console.Out.WriteLine($"{f.Rows} rows of {f.Groups} groups, {f.Folds} folds by group; figures of rows whose group the model has "
            + $"not seen. {f.Rounds} rounds.");
        if (f.Classes.Count > 0)
        {
            EvaluationTable.Write(["class", "rows", "groups", "precision", "recall", "F1"],
                f.Classes.Select(c => (object[])[c.Name, c.Rows, c.Groups, (object?)c.Precision ?? "-", c.Recall, c.F1]));
            EvaluationTable.Write(["accuracy", "of always the most frequent", "log loss"], [[f.Accuracy!, f.MajorityShare!, f.LogLoss!]]);
        }
        else
        {
            EvaluationTable.Write(["RMSE", "mean error", "RMSE of always the mean"],
                [[f.RootMeanSquareError!, f.MeanAbsoluteError!, f.ConstantRootMeanSquareError!]]);
            if (f.Coverage is { } coverage) Console.Out.WriteLine($"Within P10 to P90: {coverage:P1} (nominal 80 %).");
        }
        Console.Out.WriteLine($"Wrote {TrainVerb.Size(output)}, {TrainVerb.Size(TrainedModel.ZipOf(output))} "
            + $"and {TableTrainer.CardOf(output)}.");
    }
}
