using System.Runtime.InteropServices;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Bench.Xgboost;

/// <summary>
/// XGBoost's library (Debian package libxgboost0) as a test oracle: it trains on one thread with a seed, predicts, explains, and exports
/// its model as JSON, whose results our engine must reproduce. The product neither trains nor scores with it.
/// </summary>
internal sealed class XgboostOracle : IDisposable
{
    private readonly BoosterHandle _booster;

    private XgboostOracle(BoosterHandle booster, int classes) => (_booster, Classes) = (booster, classes);

    /// <summary>Number of classes; 1 for a regression.</summary>
    public int Classes { get; }

    internal BoosterHandle Handle => _booster;

    /// <summary>True where the library is installed.</summary>
    public static bool IsInstalled => NativeLibrary.TryLoad(LibXgboost.Library, typeof(XgboostOracle).Assembly, searchPath: null, out _);

    /// <summary>Trains.</summary>
    /// <exception cref="DllNotFoundException">libxgboost.so.0 is not installed.</exception>
    public static XgboostOracle Train(TrainingRows rows, XgboostParameters parameters, int seed, Action<int> progress)
    {
        using var matrix = CreateLabelled(rows);
        var booster = CreateBooster(matrix);
        foreach (var (name, value) in parameters.ToPairs(seed)) LibXgboost.Check(LibXgboost.XGBoosterSetParam(booster, name, value));
        for (var i = 0; i < parameters.Rounds; i++)
        {
            LibXgboost.Check(LibXgboost.XGBoosterUpdateOneIter(booster, i, matrix));
            progress(i + 1);
        }
        return new XgboostOracle(booster, parameters.Classes);
    }

    /// <summary>XGBoost's own predictions: row-major probabilities of a classifier, otherwise one value per row.</summary>
    public unsafe float[] Predict(ReadOnlySpan<float> values, int rowCount)
    {
        using var matrix = CreateMatrix(values, rowCount);
        LibXgboost.Check(LibXgboost.XGBoosterPredict(_booster, matrix, 0, 0, 0, out var length, out var results));
        return new ReadOnlySpan<float>(results, checked((int)length)).ToArray();
    }

    /// <summary>Prepares rows for XGBoost's predictors, to compare them with the engine's.</summary>
    /// <param name="values">Row-major, NaN for missing; retained, not copied.</param>
    /// <param name="rowCount">Number of rows, at least 1.</param>
    public static PreparedRows Prepare(float[] values, int rowCount) => new(values, rowCount);

    /// <summary>XGBoost's own Shapley values (<c>pred_contribs</c>), row × class × (feature, then the mean).</summary>
    public unsafe float[] PredictContributions(ReadOnlySpan<float> values, int rowCount)
    {
        const int contributions = 4; // option_mask of XGBoosterPredict, xgboost/c_api.h
        using var matrix = CreateMatrix(values, rowCount);
        LibXgboost.Check(LibXgboost.XGBoosterPredict(_booster, matrix, contributions, 0, 0, out var length, out var results));
        return new ReadOnlySpan<float>(results, checked((int)length)).ToArray();
    }

    /// <summary>The model as XGBoost's JSON.</summary>
    public byte[] SaveJson() => Save("json");

    /// <summary>The model in a format of XGBoost's: <c>json</c> or <c>ubj</c>.</summary>
    public unsafe byte[] Save(string format)
    {
        LibXgboost.Check(LibXgboost.XGBoosterSaveModelToBuffer(_booster, $$"""{"format":"{{format}}"}""", out var length, out var model));
        return new ReadOnlySpan<byte>(model, checked((int)length)).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _booster.Dispose();

    internal static unsafe MatrixHandle CreateMatrix(ReadOnlySpan<float> values, int rowCount)
    {
        fixed (float* data = values)
        {
            LibXgboost.Check(LibXgboost.XGDMatrixCreateFromMat(data, (ulong)rowCount, (ulong)(values.Length / rowCount), float.NaN,
                out var handle));
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
