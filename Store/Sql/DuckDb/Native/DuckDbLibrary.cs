using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Facts of the loaded library, which comes with DuckDB.NET.Bindings.Full for each system.</summary>
internal static class DuckDbLibrary
{
    /// <summary>Version of the loaded library, for example <c>v1.5.6</c>.</summary>
    public static string Version => Startup.DuckDBLibraryVersion();

    /// <summary>Rows of a full data chunk (2048 in stock builds).</summary>
    public static int VectorSize { get; } = checked((int)Helpers.DuckDBVectorSize());
}
