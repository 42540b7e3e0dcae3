namespace Maintenance.Store.DuckDb.Native;

/// <summary>
/// A data chunk being filled, column by column, in the engine's own memory. Spans are valid until <see cref="Reset"/> or disposal.
/// Threading: one owner.
/// </summary>
internal sealed unsafe class NativeChunk : IDisposable
{
    private readonly DataChunkHandle _handle;

    public NativeChunk(ReadOnlySpan<DuckDbType> types)
    {
        var handles = new LogicalTypeHandle[types.Length];
        var raw = new nint[types.Length];
        for (var i = 0; i < types.Length; i++) raw[i] = (handles[i] = NativeMethods.CreateLogicalType(types[i])).DangerousGetHandle();
        fixed (nint* start = raw) _handle = NativeMethods.CreateDataChunk(start, (ulong)raw.Length);
        foreach (var handle in handles) handle.Dispose();
    }

    /// <summary>Texts and blobs of this chunk.</summary>
    public TextArena Texts { get; } = new();

    internal DataChunkHandle Handle => _handle;

    /// <summary>The values of a column: room for <see cref="DuckDbLibrary.VectorSize"/> rows.</summary>
    public Span<T> Values<T>(int column) where T : unmanaged =>
        new(NativeMethods.VectorGetData(NativeMethods.DataChunkGetVector(_handle, (ulong)column)), DuckDbLibrary.VectorSize);

    /// <summary>The column's validity mask, all valid at first: bit r of word r/64 clear means NULL. Ask only when a row is NULL.</summary>
    public Span<ulong> Validity(int column)
    {
        var vector = NativeMethods.DataChunkGetVector(_handle, (ulong)column);
        NativeMethods.VectorEnsureValidityWritable(vector);
        return new Span<ulong>(NativeMethods.VectorGetValidity(vector), (DuckDbLibrary.VectorSize + 63) / 64);
    }

    public void SetRowCount(int rows) => NativeMethods.DataChunkSetSize(_handle, (ulong)rows);

    /// <summary>Empties the chunk and rewinds its texts.</summary>
    public void Reset()
    {
        NativeMethods.DataChunkReset(_handle);
        Texts.Rewind();
    }

    public void Dispose()
    {
        _handle.Dispose();
        Texts.Dispose();
    }
}
