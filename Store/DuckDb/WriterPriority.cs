using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb;

/// <summary>Lets the threads that answer people run before the one that writes: a query then waits for milliseconds less, and bulk writing takes what is left.</summary>
internal static partial class WriterPriority
{
    // On Linux a nice value is the thread's own; .NET's Thread.Priority has no effect there (setpriority(2)).
    private const int OfThread = 0;
    private const int CallingThread = 0;
    private const int Nice = 5;

    /// <summary>Lowers the calling thread's priority for good; does nothing where the system has no such call.</summary>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, CallingThread, Nice); // it may always be lowered
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
