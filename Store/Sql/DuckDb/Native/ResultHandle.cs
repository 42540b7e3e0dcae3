using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Owns the contents of a <c>duckdb_result</c>; the struct is filled in place by the call that creates it.</summary>
internal sealed class ResultHandle() : SafeHandle(0, ownsHandle: true)
{
    private DuckDBResult _result;

    // Destroying a result that was never filled does nothing.
    public override bool IsInvalid => false;

    /// <summary>The struct; valid while this handle is not disposed.</summary>
    public ref DuckDBResult Value => ref _result;

    protected override bool ReleaseHandle()
    {
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        return true;
    }
}
