using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// Syncs files and folders. Files through .NET (fsync; F_FULLFSYNC on macOS, FlushFileBuffers on Windows), on Linux by fdatasync, which
/// does not journal the modification time if the size is unchanged. Folders, which .NET cannot sync, by fsync on Linux and
/// macOS, so that a new file's name survives a power loss; Windows has no such call, but NTFS journals the name itself.
/// </summary>
internal static partial class FileSync
{
    public static void SyncData(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux()) Check(FDataSync(file), "fdatasync");
        else RandomAccess.FlushToDisk(file);
    }

    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) SyncUnixDirectory(path);
    }

    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("macos")]
    private static void SyncUnixDirectory(string path)
    {
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
    [SupportedOSPlatform("macos")]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("macos")]
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FSync(int file);

    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("macos")]
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
