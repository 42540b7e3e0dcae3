using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Owns a <c>duckdb_prepared_statement</c>.</summary>
internal sealed class PreparedStatementHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyPrepare(ref handle);
        return true;
    }
}
