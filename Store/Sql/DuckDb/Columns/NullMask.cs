using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>
/// Finds the NULLs in a column slice with vector compares: a reading has up to 24 channels, and this runs over every float stored.
/// Results equal the scalar rule's, value by value (tested).
/// </summary>
internal static class NullMask<T, TRule>
    where T : unmanaged
    where TRule : struct, INullRule<T>
{
    private static readonly uint FullLanes = (uint)((1ul << Vector256<T>.Count) - 1);

    /// <summary>True when no value is NULL.</summary>
    public static bool AllValid(ReadOnlySpan<T> values)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector256<T>.Count; i += Vector256<T>.Count)
            if (Lanes(ref start, i) != FullLanes) return false;
        for (; i < values.Length; i++)
            if (!TRule.IsValid(values[i])) return false;
        return true;
    }

    /// <summary>True when every value is NULL: an absent channel. Ends at the first value.</summary>
    public static bool NoneValid(ReadOnlySpan<T> values)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector256<T>.Count; i += Vector256<T>.Count)
            if (Lanes(ref start, i) != 0) return false;
        for (; i < values.Length; i++)
            if (TRule.IsValid(values[i])) return false;
        return true;
    }

    /// <summary>Clears the bits of NULLs.</summary>
    /// <param name="values">Slice.</param>
    /// <param name="mask">Bit r of word r/64 stands for row r; all bits of the slice are set on entry.</param>
    /// <param name="row">Row of the first value.</param>
    public static void Clear(ReadOnlySpan<T> values, Span<ulong> mask, int row)
    {
        var i = 0;
        for (; i < values.Length && ((row + i) & 63) != 0; i++) ClearOne(values[i], mask, row + i);
        ref var start = ref MemoryMarshal.GetReference(values);
        for (; i <= values.Length - 64; i += 64)
        {
            var word = 0ul;
            for (var lane = 0; lane < 64; lane += Vector256<T>.Count) word |= (ulong)Lanes(ref start, i + lane) << lane;
            mask[(row + i) >> 6] = word;
        }
        for (; i < values.Length; i++) ClearOne(values[i], mask, row + i);
    }

    private static uint Lanes(ref T start, int index) => TRule.IsValid(Vector256.LoadUnsafe(ref start, (nuint)index))
        .ExtractMostSignificantBits();

    private static void ClearOne(T value, Span<ulong> mask, int row)
    {
        if (!TRule.IsValid(value)) mask[row >> 6] &= ~(1ul << (row & 63));
    }
}
