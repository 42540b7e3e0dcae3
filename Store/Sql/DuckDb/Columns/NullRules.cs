using System.Runtime.Intrinsics;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>NaN is NULL.</summary>
internal readonly struct RealNull : INullRule<float>
{
    public static bool IsValid(float value) => !float.IsNaN(value);

    public static Vector256<float> IsValid(Vector256<float> values) => Vector256.Equals(values, values);
}

/// <summary>NaN is NULL.</summary>
internal readonly struct DoubleNull : INullRule<double>
{
    public static bool IsValid(double value) => !double.IsNaN(value);

    public static Vector256<double> IsValid(Vector256<double> values) => Vector256.Equals(values, values);
}

/// <summary><see cref="long.MinValue"/> is NULL.</summary>
internal readonly struct TimestampNull : INullRule<long>
{
    public static bool IsValid(long value) => value != long.MinValue;

    public static Vector256<long> IsValid(Vector256<long> values) => ~Vector256.Equals(values, Vector256.Create(long.MinValue));
}
