using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Owns a <c>duckdb_config</c>.</summary>
internal sealed class ConfigHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyConfig(ref handle);
        return true;
    }
}
