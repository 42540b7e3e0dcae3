using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Sections "Open Connect" and "Configuration".</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDbState OpenExt(string path, out DatabaseHandle database, ConfigHandle config, out byte* error);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_close")]
    public static partial void Close(ref nint database);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_connect")]
    public static partial DuckDbState Connect(DatabaseHandle database, out ConnectionHandle connection);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_interrupt")]
    public static partial void Interrupt(ConnectionHandle connection);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_disconnect")]
    public static partial void Disconnect(ref nint connection);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_create_config")]
    public static partial DuckDbState CreateConfig(out ConfigHandle config);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDbState SetConfig(ConfigHandle config, string name, string value);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_config")]
    public static partial void DestroyConfig(ref nint config);
}
