using System.Reflection;
using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Name of the native library, and where to find it: beside the program, else by the system's rules.</summary>
internal static class DuckDbLibrary
{
    /// <summary>Name in every import; resolves to <c>libduckdb.so</c>, <c>libduckdb.dylib</c> or <c>duckdb.dll</c>.</summary>
    public const string Name = "duckdb";

    /// <summary>Version of the loaded library, for example <c>v1.5.6</c>.</summary>
    public static string Version
    {
        get { unsafe { return Marshal.PtrToStringUTF8((nint)NativeMethods.LibraryVersion()) ?? "unknown"; } }
    }

    /// <summary>Rows of a full data chunk (2048 in stock builds).</summary>
    public static int VectorSize { get; } = checked((int)NativeMethods.VectorSize());

    /// <summary>Where the library is looked for before the system's rules apply; null for the program's own folder.</summary>
    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!string.Equals(name, Name, StringComparison.Ordinal)) return 0;
        var file = OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";
        return NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, file), out var handle) ? handle : 0;
    }
}
