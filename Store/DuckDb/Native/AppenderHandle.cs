using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Owns a <c>duckdb_appender</c>.</summary>
internal sealed class AppenderHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        // Destroying flushes what is still buffered; owners clear it first when they roll back.
        _ = NativeMethods.AppenderDestroy(ref handle);
        return true;
    }
}
