using System.CommandLine;
using System.Text.Json;
using Maintenance.Training.Bench;
using Maintenance.Training.Bench.Scoring;
using Maintenance.Training.Boosting;

namespace Maintenance.Host.Verbs;

/// <summary>
/// <c>bench scoring</c>: tree ensembles trained on the spot, scored by this engine, ML.NET and libxgboost in the same run.
/// </summary>
internal static class BenchScoringVerb
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Seed for fleets and training, 1 to 100000.", DefaultValueFactory = _ => 1 };
        var fleets = new Option<int>("--fleets") { Description = "Simulated fleets to train on, 1 to 20.", DefaultValueFactory = _ => 3 };
        var rows = new Option<int>("--rows") { Description = "Rows per batch, 2000 to 1000000.", DefaultValueFactory = _ => 20_000 };
        var trees = new Option<int[]>("--trees")
        {
            Description = "Trees per ensemble, 1 to 5000; may be repeated.", DefaultValueFactory =
            _ => [100, 500]
        };
        var json = VerbOptions.Json();
        seed.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 1 or > 100_000) r.AddError("--seed: allowed: 1 to 100000."); });
        fleets.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 1 or > 20) r.AddError("--fleets: allowed: 1 to 20."); });
        rows.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 2000
            or > 1_000_000) r.AddError("--rows: allowed: 2000 to 1000000.");
        });
        trees.Validators.Add(r =>
        {
            if (Array.Exists(r.GetValueOrDefault<int[]>() ?? [], n =>
            n is < 1 or > 5000)) r.AddError("--trees: allowed: 1 to 5000.");
        });
        var command = new Command("scoring", "Trains tree ensembles, scores them and compares with ML.NET and, if its library is "
            + "installed, XGBoost on the same rows.") { seed, fleets, rows, trees, json };
        command.SetAction(parsed => Run(parsed.GetValue(seed), parsed.GetValue(fleets), parsed.GetValue(rows), parsed.GetValue(trees)!,
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(int seed, int fleets, int rows, int[] trees, bool json)
    {
        try
        {
            var load = ScoringLoad.Create(seed, fleets, rows);
            var bench = new ScoringBench(load, seed, TimeProvider.System);
            var figures = new ScoringFigures
            {
                Rows = $"{load.Training.Count} training rows from {fleets} fleets, {load.Count} scored rows, {load.Columns} "
                    + $"columns, {load.MissingShare:P0} missing, seed {seed}, one thread",
                Ensembles = [.. trees.Select(n => bench.Measure(n, what => Console.Error.Write($"\r{what} ")))],
            };
            Console.Error.WriteLine();
            if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            else Print(figures);
            return figures.Ensembles.All(e =>
                e is
                {
                    Library: null or { LargestDifference: 0, BytesAllocatedPerRow: 0 },
                    MlNet: { LargestDifference: 0, BytesAllocatedPerRow: 0 }
                }) ? 0 : 1;
        }
        catch (Exception error) when (error is BenchException or TrainingUnavailableException)
        {
            Console.Error.WriteLine($"bench scoring: {error.Message}");
            return 1;
        }
    }

    private static void Print(ScoringFigures figures)
    {
        Console.Out.WriteLine(figures.Rows);
        Console.Out.WriteLine("LightGBM trees from an ML.NET zip, compiled, compared with ML.NET itself:");
        EvaluationTable.Write(
            ["trees", "rows/s", "ML.NET batch", "ratio", "single row µs", "PredictionEngine", "ratio", "largest difference", "bytes a row"],
            figures.Ensembles.Select(e => (object[])
            [
                e.Trees, Math.Round(e.MlNet.BatchRowsPerSecond), Math.Round(e.MlNet.MlNetBatchRowsPerSecond), e.MlNet.BatchRatio,
                e.MlNet.SingleRowMicros, e.MlNet.PredictionEngineMicros, e.MlNet.SingleRowRatio, e.MlNet.LargestDifference,
                e.MlNet.BytesAllocatedPerRow,
            ]));
        Console.Out.WriteLine(figures.Ensembles.All(e => e.Library is null)
            ? "libxgboost, to compare with, is not installed (Debian: libxgboost0)." : "XGBoost trees compared with libxgboost:");
        EvaluationTable.Write(
            ["trees", "rows/s", "library, matrix", "library, in place", "ratio", "single row µs", "library, matrix", "library, in place",
                "ratio", "largest difference", "bytes a row"],
            figures.Ensembles.Where(e => e.Library is not null).Select(e => (e.Trees, L: e.Library!)).Select(e => (object[])
            [
                e.Trees, Math.Round(e.L.BatchRowsPerSecond), Math.Round(e.L.MatrixRowsPerSecond), Math.Round(e.L.InPlaceRowsPerSecond),
                e.L.BatchRatio,
                e.L.SingleRowMicros, e.L.MatrixSingleRowMicros, e.L.InPlaceSingleRowMicros, e.L.SingleRowRatio, e.L.LargestDifference,
                e.L.BytesAllocatedPerRow,
            ]));
    }
}
