using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Owns a <c>duckdb_data_chunk</c>.</summary>
internal sealed class DataChunkHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyDataChunk(ref handle);
        return true;
    }
}
