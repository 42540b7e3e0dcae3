using System.Runtime.InteropServices;
using System.Text;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>
/// Native memory for the texts and blobs of one data chunk. Grows by blocks that never move and is rewound after each append
/// (the appender has copied them by then). Threading: one owner.
/// </summary>
internal sealed unsafe class TextArena : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly List<(nint Start, int Bytes)> _blocks = [];
    private int _block = -1;
    private int _used;

    /// <summary>Copies a text as UTF-8; lone surrogates become U+FFFD, as DuckDB accepts only valid UTF-8.</summary>
    public NativeString Add(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var at = Reserve(most);
        var length = Encoding.UTF8.GetBytes(text, new Span<byte>(at, most));
        _used += length;
        return NativeString.Of(at, length);
    }

    /// <summary>Copies bytes.</summary>
    public NativeString Add(ReadOnlySpan<byte> bytes)
    {
        var at = Reserve(bytes.Length);
        bytes.CopyTo(new Span<byte>(at, bytes.Length));
        _used += bytes.Length;
        return NativeString.Of(at, bytes.Length);
    }

    /// <summary>Discards all values. Blocks beyond the first are released if they were allocated for an oversized value.</summary>
    public void Rewind()
    {
        for (var i = _blocks.Count - 1; i >= 0; i--)
            if (_blocks[i].Bytes > BlockBytes) Release(i);
        (_block, _used) = (_blocks.Count == 0 ? -1 : 0, 0);
    }

    public void Dispose()
    {
        for (var i = _blocks.Count - 1; i >= 0; i--) Release(i);
    }

    private byte* Reserve(int bytes)
    {
        if (_block >= 0 && _used + bytes <= _blocks[_block].Bytes) return (byte*)_blocks[_block].Start + _used;
        do
        {
            if (++_block == _blocks.Count) Allocate(Math.Max(bytes, BlockBytes));
        }
        while (_blocks[_block].Bytes < bytes);
        _used = 0;
        return (byte*)_blocks[_block].Start;
    }

    private void Allocate(int bytes) => _blocks.Add(((nint)NativeMemory.Alloc((nuint)bytes), bytes));

    private void Release(int index)
    {
        NativeMemory.Free((void*)_blocks[index].Start);
        _blocks.RemoveAt(index);
    }
}
