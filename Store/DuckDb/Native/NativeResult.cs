using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary><c>duckdb_result</c>: six words, of which only the last is ours to pass on.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ulong DeprecatedColumnCount;
    public ulong DeprecatedRowCount;
    public ulong DeprecatedRowsChanged;
    public nint DeprecatedColumns;
    public nint DeprecatedErrorMessage;
    public nint Internal;
}
