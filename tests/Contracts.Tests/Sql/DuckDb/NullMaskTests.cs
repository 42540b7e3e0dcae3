using Maintenance.Store.Sql.DuckDb.Columns;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>The vector scan equals the scalar rule, at every length and alignment.</summary>
public sealed class NullMaskTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.98)]
    [InlineData(1.0)]
    public void Vector_scan_equals_scalar_rule(double share)
    {
        var seeded = new Random((int)(share * 100));
        for (var round = 0; round < 400; round++)
        {
            var count = seeded.Next(0, 300);
            var row = seeded.Next(0, 200);
            var isNull = Enumerable.Range(0, count).Select(_ => seeded.NextDouble() < share).ToArray();
            Check<float, RealNull>([.. isNull.Select((n, i) => n ? float.NaN : i)], row);
            Check<double, DoubleNull>([.. isNull.Select((n, i) => n ? double.NaN : -i)], row);
            Check<long, TimestampNull>([.. isNull.Select((n, i) => n ? long.MinValue : i)], row);
        }
    }

    [Fact]
    public void Every_bit_pattern_of_nan_is_null_and_infinity_is_not()
    {
        float[] values = [float.NaN, -float.NaN, BitConverter.Int32BitsToSingle(0x7f800001), BitConverter.Int32BitsToSingle(-1),
            float.PositiveInfinity, float.NegativeInfinity, 0, -0f];
        Check<float, RealNull>(values, 0);
        NullMask<float, RealNull>.NoneValid(values.AsSpan(0, 4)).ShouldBeTrue();
        NullMask<float, RealNull>.AllValid(values.AsSpan(4)).ShouldBeTrue();
    }

    private static void Check<T, TRule>(T[] values, int row)
        where T : unmanaged
        where TRule : struct, INullRule<T>
    {
        var valid = values.Select(TRule.IsValid).ToArray();
        NullMask<T, TRule>.AllValid(values).ShouldBe(valid.All(v => v));
        NullMask<T, TRule>.NoneValid(values).ShouldBe(valid.All(v => !v));
        var mask = new ulong[8];
        mask.AsSpan().Fill(ulong.MaxValue);
        NullMask<T, TRule>.Clear(values, mask, row);
        for (var r = 0; r < 512; r++)
        {
            var expected = r < row || r >= row + values.Length || valid[r - row];
            if (((mask[r >> 6] >> (r & 63) & 1) != 0) != expected) Assert.Fail($"row {r} of {values.Length} values at {row}");
        }
    }
}
