using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Properties of the loaded native library, which ships in DuckDB.NET.Bindings.Full for each platform.</summary>
internal static class DuckDbLibrary
{
    /// <summary>Version of the native library, for example <c>v1.5.6</c>.</summary>
    public static string Version => Startup.DuckDBLibraryVersion();

    /// <summary>Rows of a full data chunk (2048 in stock builds).</summary>
    public static int VectorSize { get; } = checked((int)Helpers.DuckDBVectorSize());
}
