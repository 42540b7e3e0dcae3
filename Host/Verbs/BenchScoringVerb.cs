using System.CommandLine;
using System.Text.Json;
using Maintenance.Host.Bench;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench scoring</c>: tree ensembles trained here, scored by this engine and by libxgboost in the same run.</summary>
internal static class BenchScoringVerb
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Seed of fleets and training, 1 to 100000.", DefaultValueFactory = _ => 1 };
        var fleets = new Option<int>("--fleets") { Description = "Simulated fleets to train on, 1 to 20.", DefaultValueFactory = _ => 3 };
        var rows = new Option<int>("--rows") { Description = "Rows of a batch, 2000 to 1000000.", DefaultValueFactory = _ => 20_000 };
        var trees = new Option<int[]>("--trees") { Description = "Trees of an ensemble, 1 to 5000; may be repeated.", DefaultValueFactory = _ => [100, 500] };
        var json = VerbOptions.Json();
        seed.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 1 or > 100_000) r.AddError("--seed: allowed are 1 to 100000."); });
        fleets.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 1 or > 20) r.AddError("--fleets: allowed are 1 to 20."); });
        rows.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 2000 or > 1_000_000) r.AddError("--rows: allowed are 2000 to 1000000."); });
        trees.Validators.Add(r => { if (Array.Exists(r.GetValueOrDefault<int[]>() ?? [], n => n is < 1 or > 5000)) r.AddError("--trees: allowed are 1 to 5000."); });
        var command = new Command("scoring", "Trains tree ensembles and scores them, beside XGBoost's own predict on the same rows (needs its C library).") { seed, fleets, rows, trees, json };
        command.SetAction(parsed => Run(parsed.GetValue(seed), parsed.GetValue(fleets), parsed.GetValue(rows), parsed.GetValue(trees)!, parsed.GetValue(json)));
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
                Rows = $"{load.Training.Count} training rows of {fleets} fleets, {load.Count} scored rows, {load.Columns} columns, {load.MissingShare:P0} missing, seed {seed}, one thread",
                Ensembles = [.. trees.Select(n => bench.Measure(n, what => Console.Error.Write($"\r{what} ")))],
            };
            Console.Error.WriteLine();
            if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            else Print(figures);
            return figures.Ensembles.All(e => e.LargestDifference == 0 && e.BytesAllocatedPerRow == 0) ? 0 : 1;
        }
        catch (Exception e) when (e is BenchException or DllNotFoundException)
        {
            Console.Error.WriteLine($"bench scoring: {e.Message}");
            return 1;
        }
    }

    private static void Print(ScoringFigures figures)
    {
        Console.Out.WriteLine(figures.Rows);
        EvaluationTable.Write(
            ["trees", "leaves", "rows/s", "library, matrix", "library, in place", "ratio", "single row µs", "library, matrix", "library, in place", "ratio", "largest difference", "bytes a row"],
            figures.Ensembles.Select(e => (object[])
            [
                e.Trees, e.Leaves, Math.Round(e.BatchRowsPerSecond), Math.Round(e.LibraryMatrixRowsPerSecond), Math.Round(e.LibraryInPlaceRowsPerSecond), e.BatchRatio,
                e.SingleRowMicros, e.LibraryMatrixSingleRowMicros, e.LibraryInPlaceSingleRowMicros, e.SingleRowRatio, e.LargestDifference, e.BytesAllocatedPerRow,
            ]));
    }
}
