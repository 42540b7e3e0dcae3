using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Lets query threads run before the writer thread: queries wait milliseconds less, and bulk writing takes
/// the remaining CPU time.
/// </summary>
internal static partial class WriterPriority
{
    // On Linux the nice value is per thread; .NET's Thread.Priority has no effect there (setpriority(2)).
    private const int OfThread = 0;
    private const int CallingThread = 0;
    private const int Nice = 5;

    /// <summary>Lowers the calling thread's priority permanently; it must be a dedicated thread, not a pool thread.</summary>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, CallingThread, Nice); // lowering is always permitted
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int priority);
}
