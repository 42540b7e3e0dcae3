using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Maintenance.Store.EmbeddedLog;

/// <summary>
/// Syncs files and folders. On Linux by fdatasync, which unlike .NET's fsync does not also journal the file's change of time
/// when its size did not change; and folders, which .NET cannot sync at all, so that a new file's name survives a loss of power.
/// </summary>
internal static partial class FileSync
{
    public static void SyncData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(file);
        else Check(FDataSync(file), "fdatasync");
    }

    public static void SyncDirectory(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        var folder = Open(path, flags: 0);
        Check(folder, "open of folder " + path);
        try
        {
            Check(FSync(folder), "fsync of folder " + path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static void Check(int result, string what)
    {
        if (result < 0) throw new IOException($"{what} failed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FDataSync(SafeFileHandle file);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FSync(int file);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
