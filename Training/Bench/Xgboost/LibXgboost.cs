using System.Runtime.InteropServices;

namespace Maintenance.Training.Bench.Xgboost;

/// <summary>
/// The part of XGBoost's C API that the oracle needs (xgboost/c_api.h, 1.6 and later). Only benchmarks and tests load it.
/// </summary>
internal static unsafe partial class LibXgboost
{
    public const string Library = "libxgboost.so.0";

    [LibraryImport(Library)]
    public static partial nint XGBGetLastError();

    [LibraryImport(Library)]
    public static partial int XGDMatrixCreateFromMat(float* data, ulong rows, ulong columns, float missing, out nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetFloatInfo(MatrixHandle handle, string field, float* values, ulong length);

    [LibraryImport(Library)]
    public static partial int XGDMatrixFree(nint handle);

    [LibraryImport(Library)]
    public static partial int XGBoosterCreate(nint* matrices, ulong count, out nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetParam(BoosterHandle handle, string name, string value);

    [LibraryImport(Library)]
    public static partial int XGBoosterUpdateOneIter(BoosterHandle handle, int iteration, MatrixHandle train);

    [LibraryImport(Library)]
    public static partial int XGBoosterPredict(BoosterHandle handle, MatrixHandle matrix, int options, uint treeLimit, int training,
        out ulong length, out float* results);

    [LibraryImport(Library)]
    public static partial int XGBoosterPredictFromDense(
        BoosterHandle handle, byte* values, byte* configuration, nint proxy, out ulong* shape, out ulong dimensions, out float* results);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSaveModelToBuffer(BoosterHandle handle, string configuration, out ulong length, out byte* model);

    [LibraryImport(Library)]
    public static partial int XGBoosterFree(nint handle);

    /// <summary>Throws with the library's message when a call failed.</summary>
    public static void Check(int result)
    {
        if (result != 0) throw new InvalidOperationException($"XGBoost: {Marshal.PtrToStringUTF8(XGBGetLastError())}");
    }
}
