using System.Runtime.InteropServices;
using Maintenance.Scoring.Training.Native;

namespace Maintenance.Scoring.Training;

/// <summary>Gradient boosting with XGBoost (Debian package libxgboost0). One thread and a seed: the same rows give the same trees.</summary>
public sealed partial class GradientBoosting : IDisposable
{
    private readonly BoosterHandle _booster;
    private readonly int _classes;

    private GradientBoosting(BoosterHandle booster, int classes, int rounds)
    {
        _booster = booster;
        _classes = classes;
        Rounds = rounds;
    }

    /// <summary>Rounds it was grown for.</summary>
    public int Rounds { get; }

    /// <summary>Trains.</summary>
    /// <param name="rows">Labelled rows.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="rounds">Boosting rounds: trees per class.</param>
    /// <param name="depth">Depth of a tree.</param>
    /// <param name="seed">Seed of row and column sampling.</param>
    /// <param name="progress">Told after each round.</param>
    /// <exception cref="DllNotFoundException">libxgboost.so.0 is not installed: apt-get install libxgboost0.</exception>
    public static GradientBoosting Train(TrainingRows rows, int classes, int rounds, int depth, int seed, Action<int> progress) =>
        Train(rows, new BoostingParameters { Objective = "multi:softprob", Classes = classes, Rounds = rounds, Depth = depth }, seed, progress);

    /// <summary>Trains with any objective.</summary>
    /// <param name="rows">Labelled rows.</param>
    /// <param name="parameters">Objective and growth.</param>
    /// <param name="seed">Seed of row and column sampling.</param>
    /// <param name="progress">Told after each round.</param>
    /// <exception cref="DllNotFoundException">libxgboost.so.0 is not installed: apt-get install libxgboost0.</exception>
    public static GradientBoosting Train(TrainingRows rows, BoostingParameters parameters, int seed, Action<int> progress)
    {
        using var matrix = CreateLabelled(rows);
        var booster = CreateBooster(matrix);
        foreach (var (name, value) in parameters.ToXgboost(seed)) LibXgboost.Check(LibXgboost.XGBoosterSetParam(booster, name, value));
        for (var i = 0; i < parameters.Rounds; i++)
        {
            LibXgboost.Check(LibXgboost.XGBoosterUpdateOneIter(booster, i, matrix));
            progress(i + 1);
        }
        return new GradientBoosting(booster, parameters.Classes, parameters.Rounds);
    }

    /// <summary>XGBoost's own predictions: row-major probabilities of a classifier, one value a row otherwise.</summary>
    public float[] Predict(ReadOnlySpan<float> values, int rowCount) => Predict(values, rowCount, rounds: 0);

    /// <summary>Predictions of the first rounds alone; 0: of all.</summary>
    public unsafe float[] Predict(ReadOnlySpan<float> values, int rowCount, int rounds)
    {
        using var matrix = CreateMatrix(values, rowCount);
        LibXgboost.Check(LibXgboost.XGBoosterPredict(_booster, matrix, 0, (uint)rounds, 0, out var length, out var results));
        return new ReadOnlySpan<float>(results, checked((int)length)).ToArray();
    }

    /// <summary>Makes rows ready for XGBoost's own predictors, to compare them with the engine's.</summary>
    /// <param name="values">Row-major, NaN for missing; kept, not copied.</param>
    /// <param name="rowCount">Number of rows, at least 1.</param>
    public static PreparedRows Prepare(float[] values, int rowCount) => new(values, rowCount);

    internal BoosterHandle Handle => _booster;

    /// <summary>XGBoost's own Shapley values (<c>pred_contribs</c>), row × class × (feature, then the mean), for comparison with the engine's.</summary>
    public unsafe float[] PredictContributions(ReadOnlySpan<float> values, int rowCount)
    {
        const int contributions = 4; // option_mask of XGBoosterPredict, xgboost/c_api.h
        using var matrix = CreateMatrix(values, rowCount);
        LibXgboost.Check(LibXgboost.XGBoosterPredict(_booster, matrix, contributions, 0, 0, out var length, out var results));
        return new ReadOnlySpan<float>(results, checked((int)length)).ToArray();
    }

    /// <summary>The trees as XGBoost's JSON, with covers; tree i belongs to class i modulo the number of classes.</summary>
    public unsafe string[] DumpTrees()
    {
        LibXgboost.Check(LibXgboost.XGBoosterDumpModelEx(_booster, "", 1, "json", out var length, out var trees));
        var texts = new string[length];
        for (var i = 0; i < texts.Length; i++) texts[i] = Marshal.PtrToStringUTF8((nint)trees[i])!;
        return texts;
    }

    /// <summary>Number of classes.</summary>
    public int Classes => _classes;

    /// <inheritdoc/>
    public void Dispose() => _booster.Dispose();

    internal static unsafe MatrixHandle CreateMatrix(ReadOnlySpan<float> values, int rowCount)
    {
        fixed (float* data = values)
        {
            LibXgboost.Check(LibXgboost.XGDMatrixCreateFromMat(data, (ulong)rowCount, (ulong)(values.Length / rowCount), float.NaN, out var handle));
            return new MatrixHandle(handle);
        }
    }

    private static MatrixHandle CreateLabelled(TrainingRows rows)
    {
        var matrix = CreateMatrix(CollectionsMarshal.AsSpan(rows.Values), rows.Count);
        SetInfo(matrix, "label", CollectionsMarshal.AsSpan(rows.Labels));
        SetInfo(matrix, "weight", CollectionsMarshal.AsSpan(rows.Weights));
        return matrix;
    }

    private static unsafe void SetInfo(MatrixHandle matrix, string field, ReadOnlySpan<float> values)
    {
        fixed (float* data = values) LibXgboost.Check(LibXgboost.XGDMatrixSetFloatInfo(matrix, field, data, (ulong)values.Length));
    }

    private static unsafe BoosterHandle CreateBooster(MatrixHandle matrix)
    {
        var raw = matrix.DangerousGetHandle();
        LibXgboost.Check(LibXgboost.XGBoosterCreate(&raw, 1, out var handle));
        return new BoosterHandle(handle);
    }
}
