using Maintenance.Scoring.Pmml;
using Maintenance.Scoring.Training;

namespace Maintenance.Host.Bench;

/// <summary>
/// Measures the engine beside libxgboost: the same trees, rows, thread and run, round by round in turn, so that what else the machine does meets all alike.
/// The library gets its fastest ways: a matrix built beforehand, and rows in place.
/// </summary>
internal sealed class ScoringBench(ScoringLoad load, int seed, TimeProvider time)
{
    private const int Depth = 6;
    private const int Rounds = 7;
    private const int SingleRows = 2000;
    private const float BaseScore = 0.25f;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.6);

    private readonly float[] _results = new float[load.Count];
    private double _largestDifference;

    /// <exception cref="BenchException">The exported model does not take the fast way.</exception>
    public EnsembleFigures Measure(int trees, Action<string> progress)
    {
        var parameters = new BoostingParameters
        {
            Objective = "reg:squarederror", Rounds = trees, Depth = Depth, BaseScore = BaseScore, LearningRate = 20.0 / (100 + trees), Gamma = 0, MinimumChildWeight = 2,
        };
        using var booster = GradientBoosting.Train(load.Training, parameters, seed, round => progress($"{trees} trees: {round} trained"));
        var dump = booster.DumpTrees();
        var model = Load(dump);
        _largestDifference = 0;
        var batch = MeasureBatch(model, booster);
        var single = MeasureSingle(model, booster);
        return new EnsembleFigures
        {
            Trees = dump.Length,
            Depth = Depth,
            Leaves = dump.Sum(t => t.Split("\"leaf\"").Length - 1),
            BatchRowsPerSecond = load.Count / batch.Engine,
            LibraryMatrixRowsPerSecond = load.Count / batch.Matrix,
            LibraryInPlaceRowsPerSecond = load.Count / batch.InPlace,
            BatchRatio = Math.Min(batch.Matrix, batch.InPlace) / batch.Engine,
            SingleRowMicros = single.Engine / SingleRows * 1e6,
            LibraryMatrixSingleRowMicros = single.Matrix / SingleRows * 1e6,
            LibraryInPlaceSingleRowMicros = single.InPlace / SingleRows * 1e6,
            SingleRowRatio = Math.Min(single.Matrix, single.InPlace) / single.Engine,
            LargestDifference = _largestDifference,
            BytesAllocatedPerRow = MeasureAllocation(model),
        };
    }

    private PmmlModel Load(string[] trees)
    {
        using var bytes = new MemoryStream();
        PmmlWriter.WriteRegression("bench", "maintenance bench scoring", trees, load.Training.Features, "severity", BaseScore).Save(bytes);
        var model = PmmlModel.Load(bytes.ToArray());
        return model.IsFlatEnsemble ? model : throw new BenchException("The exported ensemble does not take the flat way: nothing to measure.");
    }

    private (double Engine, double Matrix, double InPlace) MeasureBatch(PmmlModel model, GradientBoosting booster)
    {
        Warm(() => model.Score(load.Values, load.Count, _results));
        var (engine, matrix, inPlace) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            // Made anew: a matrix that was predicted once answers from memory.
            using var rows = GradientBoosting.Prepare(load.Values, load.Count);
            engine[round] = Seconds(() => model.Score(load.Values, load.Count, _results));
            matrix[round] = Seconds(() => Compare(rows.PredictMatrix(booster), _results, round));
            inPlace[round] = Seconds(() => Compare(rows.PredictInPlace(booster), _results, round));
        }
        return (Median(engine), Median(matrix), Median(inPlace));
    }

    private (double Engine, double Matrix, double InPlace) MeasureSingle(PmmlModel model, GradientBoosting booster)
    {
        var expected = _results[..SingleRows];
        var rows = Enumerable.Range(0, SingleRows).Select(i => load.Values[(i * load.Columns)..((i + 1) * load.Columns)]).ToArray();
        var results = new float[SingleRows];
        Warm(() => ScoreEach(model, rows, results));
        var (engine, matrix, inPlace) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var prepared = rows.Select(r => GradientBoosting.Prepare(r, 1)).ToArray();
            engine[round] = Seconds(() => ScoreEach(model, rows, results));
            matrix[round] = Seconds(() => { for (var i = 0; i < prepared.Length; i++) Compare(prepared[i].PredictMatrix(booster), expected.AsSpan(i, 1), round); });
            inPlace[round] = Seconds(() => { for (var i = 0; i < prepared.Length; i++) Compare(prepared[i].PredictInPlace(booster), expected.AsSpan(i, 1), round); });
            Compare(results, expected, 0);
            foreach (var one in prepared) one.Dispose();
        }
        return (Median(engine), Median(matrix), Median(inPlace));
    }

    private static void ScoreEach(PmmlModel model, float[][] rows, float[] results)
    {
        for (var i = 0; i < rows.Length; i++) model.Score(rows[i], 1, results.AsSpan(i, 1));
    }

    private double MeasureAllocation(PmmlModel model)
    {
        var row = load.Values.AsSpan(0, load.Columns);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Score(load.Values, load.Count, _results);
        for (var i = 0; i < SingleRows; i++) model.Score(row, 1, _results);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(load.Count + SingleRows);
    }

    // Only the first round is compared: the library's clock must not run for it.
    private void Compare(ReadOnlySpan<float> theirs, ReadOnlySpan<float> ours, int round)
    {
        if (round > 0) return;
        for (var i = 0; i < ours.Length; i++) _largestDifference = Math.Max(_largestDifference, Math.Abs((double)theirs[i] - ours[i]));
    }

    // Long enough for the runtime to replace first code by optimised code.
    private void Warm(Action action)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < WarmUp) action();
    }

    private double Seconds(Action action)
    {
        var started = time.GetTimestamp();
        action();
        return time.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
