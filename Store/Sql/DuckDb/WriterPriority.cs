using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Lets the threads that answer people run before the one that writes: a query then waits for milliseconds less, and bulk writing takes
/// what is left.
/// </summary>
internal static partial class WriterPriority
{
    // On Linux a nice value is the thread's own; .NET's Thread.Priority has no effect there (setpriority(2)).
    private const int OfThread = 0;
    private const int CallingThread = 0;
    private const int Nice = 5;

    /// <summary>Lowers the calling thread's priority for good; the thread must be the caller's own, not of a pool.</summary>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, CallingThread, Nice); // it may always be lowered
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int priority);
}
