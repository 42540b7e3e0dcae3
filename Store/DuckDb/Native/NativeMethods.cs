using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>
/// DuckDB's C API (1.5), one partial file per section of <c>duckdb.h</c>. Imports stay inside this folder; callers use the handles and wrappers.
/// <c>SuppressGCTransition</c> marks only getters that read a field: such a call must not block, call back or take long.
/// </summary>
internal static unsafe partial class NativeMethods
{
    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, DuckDbLibrary.Resolve);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_library_version")]
    public static partial byte* LibraryVersion();

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_size")]
    public static partial ulong VectorSize();

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_free")]
    public static partial void Free(void* memory);
}
