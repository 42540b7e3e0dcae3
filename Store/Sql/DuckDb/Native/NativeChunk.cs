using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>
/// A data chunk being filled, column by column, in the engine's own memory. Spans are valid until <see cref="Reset"/> or disposal.
/// Threading: one owner.
/// </summary>
internal sealed unsafe class NativeChunk : IDisposable
{
    private readonly DuckDBDataChunk _handle;

    public NativeChunk(ReadOnlySpan<DuckDBType> types)
    {
        using var list = new TypeList(types);
        _handle = DataChunks.DuckDBCreateDataChunk(list.Raw, (ulong)types.Length);
    }

    /// <summary>Texts and blobs of this chunk.</summary>
    public TextArena Texts { get; } = new();

    internal DuckDBDataChunk Handle => _handle;

    /// <summary>The values of a column: room for <see cref="DuckDbLibrary.VectorSize"/> rows.</summary>
    public Span<T> Values<T>(int column) where T : unmanaged =>
        new(Vectors.DuckDBVectorGetData(DataChunks.DuckDBDataChunkGetVector(_handle, column)), DuckDbLibrary.VectorSize);

    /// <summary>The column's validity mask, all valid at first: bit r of word r/64 clear means NULL. Request it only if a row is
    /// NULL.</summary>
    public Span<ulong> Validity(int column)
    {
        var vector = DataChunks.DuckDBDataChunkGetVector(_handle, column);
        Vectors.DuckDBVectorEnsureValidityWritable(vector);
        return new Span<ulong>(Vectors.DuckDBVectorGetValidity(vector), (DuckDbLibrary.VectorSize + 63) / 64);
    }

    public void SetRowCount(int rows) => _ = DataChunks.DuckDBDataChunkSetSize(_handle, (ulong)rows);

    /// <summary>Empties the chunk and rewinds its texts.</summary>
    public void Reset()
    {
        DataChunks.DuckDBDataChunkReset(_handle);
        Texts.Rewind();
    }

    public void Dispose()
    {
        _handle.Dispose();
        Texts.Dispose();
    }
}
