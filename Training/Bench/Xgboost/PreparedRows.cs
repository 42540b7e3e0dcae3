using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Maintenance.Training.Bench.Xgboost;

/// <summary>
/// Rows prepared for XGBoost's predictors, so that only prediction is measured: a matrix in the library's form, and the same rows described
/// in place. The library caches the predictions of a matrix, so measure only one call per matrix. Not thread-safe; the owner disposes.
/// </summary>
internal sealed class PreparedRows : IDisposable
{
    private static readonly byte[] InPlace =
        Utf8("""{"type":0,"training":false,"iteration_begin":0,"iteration_end":0,"missing":NaN,"strict_shape":false,"cache_id":0}""");

    private readonly float[] _values;
    private readonly byte[] _description;
    private readonly GCHandle _pin;
    private readonly MatrixHandle _matrix;

    internal PreparedRows(float[] values, int count)
    {
        _values = values;
        _pin = GCHandle.Alloc(values, GCHandleType.Pinned);
        var columns = values.Length / count;
        var address = _pin.AddrOfPinnedObject().ToString(CultureInfo.InvariantCulture);
        _description = Utf8($$"""{"data":[{{address}},true],"shape":[{{count}},{{columns}}],"typestr":"<f4","version":3}""");
        _matrix = XgboostOracle.CreateMatrix(values, count);
        Count = count;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Predicts from the matrix. The results belong to the library and are overwritten by its next call.</summary>
    public unsafe ReadOnlySpan<float> PredictMatrix(XgboostOracle booster)
    {
        LibXgboost.Check(LibXgboost.XGBoosterPredict(booster.Handle, _matrix, 0, 0, 0, out var length, out var results));
        return new ReadOnlySpan<float>(results, (int)length);
    }

    /// <summary>Predicts from the rows in place. The results belong to the library and are overwritten by its next call.</summary>
    public unsafe ReadOnlySpan<float> PredictInPlace(XgboostOracle booster)
    {
        fixed (byte* description = _description, configuration = InPlace)
        {
            LibXgboost.Check(LibXgboost.XGBoosterPredictFromDense(booster.Handle, description, configuration, nint.Zero, out _, out _,
                out var results));
            return new ReadOnlySpan<float>(results, Count * booster.Classes);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _matrix.Dispose();
        if (_pin.IsAllocated) _pin.Free();
    }

    private static byte[] Utf8(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
