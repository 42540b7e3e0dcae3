using System.Runtime.InteropServices;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Aligned memory of one thread for <see cref="RankProgram{T}"/>; grows to the needs of the largest ensemble and is kept.
/// </summary>
internal sealed unsafe class RankWorkspace
{
    private const int Row = RankTable.Rows;

    [ThreadStatic]
    private static RankWorkspace? PerThread;

    private readonly byte[] _memory;
    private readonly int _columns;
    private readonly int _slots;

    private RankWorkspace(int columns, int slots)
    {
        (_columns, _slots) = (columns, slots);
        _memory = GC.AllocateArray<byte>(((columns + slots) * Row) + Row, pinned: true);
        var address = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        Slots = (byte*)(((nuint)address + Row - 1) / Row * Row);
        Columns = (sbyte*)(Slots + (slots * Row));
        for (var leaf = 0; leaf < RankedTrees.LeafSlots; leaf++) new Span<byte>(Slots + (leaf * Row), Row).Fill((byte)leaf);
    }

    /// <summary>Ranks, 64 bytes per column, aligned. Absent rows hold stale values.</summary>
    public sbyte* Columns { get; }

    /// <summary>64 bytes per slot, aligned; the first 256 slots hold their own number.</summary>
    public byte* Slots { get; }

    public static RankWorkspace OfThread(int columns, int slots)
    {
        var own = PerThread;
        if (own is not null && own._columns >= columns && own._slots >= slots) return own;
        return PerThread = new RankWorkspace(Math.Max(columns, own?._columns ?? 0), Math.Max(slots, own?._slots ?? 0));
    }
}
