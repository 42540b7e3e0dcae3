using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Owns a <c>duckdb_result</c>: its struct in native memory, and what the struct holds.</summary>
internal sealed unsafe class ResultHandle : SafeHandle
{
    public ResultHandle() : base(0, ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public override bool IsInvalid => handle == 0;

    /// <summary>The struct; valid while this handle is not disposed.</summary>
    public NativeResult* Pointer => (NativeResult*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyResult((NativeResult*)handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
