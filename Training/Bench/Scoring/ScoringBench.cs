using System.Runtime.InteropServices;
using Maintenance.MlNet;
using Maintenance.Pmml;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Bench.Xgboost;
using Maintenance.Training.Boosting;

namespace Maintenance.Training.Bench.Scoring;

/// <summary>
/// Measures the engine against libxgboost and ML.NET: with the same trees, rows, thread and run, in alternating rounds, so that other load
/// on the machine affects all alike. The libraries are used in their fastest ways: a matrix built in advance, rows in place, features as
/// one vector.
/// </summary>
public sealed class ScoringBench(ScoringLoad load, int seed, TimeProvider clock)
{
    private const int Depth = 6;
    private const int Rounds = 7;
    private const int SingleRows = 2000;
    private const int MlNetSingleRows = 500; // it takes about a hundred times as long
    private const float BaseScore = 0.25f;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.6);

    private readonly float[] _results = new float[load.Count];
    private double _largestDifference;

    /// <exception cref="BenchException">A model does not use the compiled or flat path.</exception>
    public EnsembleFigures Measure(int trees, Action<string> progress) => new()
    {
        Trees = trees,
        Depth = Depth,
        Library = XgboostOracle.IsInstalled ? MeasureLibrary(trees, progress) : null,
        MlNet = MeasureMlNet(trees, progress),
    };

    private LibraryFigures MeasureLibrary(int trees, Action<string> progress)
    {
        var parameters = new XgboostParameters
        {
            Objective = "reg:squarederror",
            Rounds = trees,
            Depth = Depth,
            BaseScore = BaseScore,
            LearningRate = 20.0 / (100 + trees),
            Gamma = 0,
            MinimumChildWeight = 2,
        };
        using var booster = XgboostOracle.Train(load.Training, parameters, seed, round =>
            progress($"{trees} trees: {round} trained by libxgboost"));
        var model = Flat(NativeModels.Load(booster.SaveJson()));
        _largestDifference = 0;
        var batch = MeasureBatch(model, booster);
        var single = MeasureSingle(model, booster);
        return new LibraryFigures
        {
            BatchRowsPerSecond = load.Count / batch.Engine,
            MatrixRowsPerSecond = load.Count / batch.Matrix,
            InPlaceRowsPerSecond = load.Count / batch.InPlace,
            BatchRatio = Math.Min(batch.Matrix, batch.InPlace) / batch.Engine,
            SingleRowMicros = single.Engine / SingleRows * 1e6,
            MatrixSingleRowMicros = single.Matrix / SingleRows * 1e6,
            InPlaceSingleRowMicros = single.InPlace / SingleRows * 1e6,
            SingleRowRatio = Math.Min(single.Matrix, single.InPlace) / single.Engine,
            LargestDifference = _largestDifference,
            BytesAllocatedPerRow = MeasureAllocation(model),
        };
    }

    private MlNetFigures MeasureMlNet(int trees, Action<string> progress)
    {
        progress($"{trees} trees: trained by ML.NET's LightGBM");
        var parameters = new BoostingParameters
        {
            Rounds = trees, Depth = Depth, LearningRate = 20.0 / (100 + trees), Gamma = 0,
            MinimumChildWeight = 2
        };
        var boosted = BoostedTrees.Train(load.Training, [], parameters, seed, CancellationToken.None);
        var zip = TrainedModel.Make(boosted, new EnsembleText("bench", "maintenance bench scoring", "severity"),
            CollectionsMarshal.AsSpan(load.Training.Values)).Zip;
        var model = Flat(MlNetModelReader.TryLoadCompiled(zip) ?? throw new BenchException("The zip could not be compiled: there is "
            + "nothing to measure."));
        using var own = new MlNetScorer(boosted);
        _largestDifference = 0;
        var batch = MeasureMlNetBatch(model, own);
        var single = MeasureMlNetSingle(model, own);
        return new MlNetFigures
        {
            BatchRowsPerSecond = load.Count / batch.Engine,
            MlNetBatchRowsPerSecond = load.Count / batch.MlNet,
            BatchRatio = batch.MlNet / batch.Engine,
            SingleRowMicros = single.Engine / MlNetSingleRows * 1e6,
            PredictionEngineMicros = single.MlNet / MlNetSingleRows * 1e6,
            SingleRowRatio = single.MlNet / single.Engine,
            LargestDifference = _largestDifference,
            BytesAllocatedPerRow = MeasureAllocation(model),
        };
    }

    private static PmmlModel Flat(PmmlModel model) => model.IsFlatEnsemble
        ? model : throw new BenchException("The ensemble does not use the flat path: there is nothing to measure.");

    private (double Engine, double Matrix, double InPlace) MeasureBatch(PmmlModel model, XgboostOracle booster)
    {
        Warm(() => model.Score(load.Values, load.Count, _results));
        var (engine, matrix, inPlace) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            // A new matrix each round: the library caches the predictions of a matrix.
            using var rows = XgboostOracle.Prepare(load.Values, load.Count);
            engine[round] = Seconds(() => model.Score(load.Values, load.Count, _results));
            matrix[round] = Seconds(() => Compare(rows.PredictMatrix(booster), _results, round));
            inPlace[round] = Seconds(() => Compare(rows.PredictInPlace(booster), _results, round));
        }
        return (Median(engine), Median(matrix), Median(inPlace));
    }

    private (double Engine, double Matrix, double InPlace) MeasureSingle(PmmlModel model, XgboostOracle booster)
    {
        var expected = _results[..SingleRows];
        var rows = Enumerable.Range(0, SingleRows).Select(i => load.Values[(i * load.Columns)..((i + 1) * load.Columns)]).ToArray();
        var results = new float[SingleRows];
        Warm(() => ScoreEach(model, rows, results));
        var (engine, matrix, inPlace) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var prepared = rows.Select(r => XgboostOracle.Prepare(r, 1)).ToArray();
            engine[round] = Seconds(() => ScoreEach(model, rows, results));
            matrix[round] = Seconds(() =>
            {
                for (var i = 0; i < prepared.Length; i++) Compare(prepared[i].PredictMatrix(booster),
                expected.AsSpan(i, 1), round);
            });
            inPlace[round] = Seconds(() =>
                { for (var i = 0; i < prepared.Length; i++) Compare(prepared[i].PredictInPlace(booster), expected.AsSpan(i, 1), round); });
            Compare(results, expected, 0);
            foreach (var one in prepared) one.Dispose();
        }
        return (Median(engine), Median(matrix), Median(inPlace));
    }

    private (double Engine, double MlNet) MeasureMlNetBatch(PmmlModel model, MlNetScorer own)
    {
        var theirs = new float[load.Count];
        Warm(() => model.Score(load.Values, load.Count, _results));
        Warm(() => own.ScoreBatch(load.Values, load.Count, theirs));
        var (engine, mlNet) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            engine[round] = Seconds(() => model.Score(load.Values, load.Count, _results));
            mlNet[round] = Seconds(() => own.ScoreBatch(load.Values, load.Count, theirs));
            Compare(theirs, _results, 0);
        }
        return (Median(engine), Median(mlNet));
    }

    private (double Engine, double MlNet) MeasureMlNetSingle(PmmlModel model, MlNetScorer own)
    {
        var rows = Enumerable.Range(0, MlNetSingleRows).Select(i => load.Values[(i * load.Columns)..((i + 1) * load.Columns)]).ToArray();
        var (results, theirs) = (new float[MlNetSingleRows], new float[MlNetSingleRows]);
        Warm(() => ScoreEach(model, rows, results));
        Warm(PredictEach);
        var (engine, mlNet) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            engine[round] = Seconds(() => ScoreEach(model, rows, results));
            mlNet[round] = Seconds(PredictEach);
            Compare(theirs, results, 0);
        }
        return (Median(engine), Median(mlNet));

        void PredictEach()
        {
            for (var i = 0; i < rows.Length; i++) theirs[i] = own.ScoreRow(rows[i]);
        }
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

    // Only the first round is compared, so that the comparison hardly affects the library's median time.
    private void Compare(ReadOnlySpan<float> theirs, ReadOnlySpan<float> ours, int round)
    {
        if (round > 0) return;
        for (var i = 0; i < ours.Length; i++) _largestDifference = Math.Max(_largestDifference, Math.Abs((double)theirs[i] - ours[i]));
    }

    // Long enough for the runtime's tiered compilation to optimise the code.
    private void Warm(Action action)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < WarmUp) action();
    }

    private double Seconds(Action action)
    {
        var started = clock.GetTimestamp();
        action();
        return clock.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
