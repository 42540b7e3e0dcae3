using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>A list of logical types for the C API; released together.</summary>
internal sealed class TypeList : IDisposable
{
    private readonly DuckDBLogicalType[] _handles;

    public TypeList(ReadOnlySpan<DuckDBType> types)
    {
        _handles = new DuckDBLogicalType[types.Length];
        Raw = new nint[types.Length];
        for (var i = 0; i < types.Length; i++)
            Raw[i] = (_handles[i] = NativeMethods.LogicalType.DuckDBCreateLogicalType(types[i])).DangerousGetHandle();
    }

    /// <summary>The raw handles; valid until disposal.</summary>
    public nint[] Raw { get; }

    public void Dispose()
    {
        foreach (var handle in _handles) handle.Dispose();
    }
}
