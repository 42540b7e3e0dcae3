using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Keeps a second process (or a second log in this one) out of the folder; released by the OS when the process dies.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="LogException">Another process holds the folder.</exception>
    public static DirectoryLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new DirectoryLock(new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None));
        }
        catch (IOException error)
        {
            throw new LogException(
                $"The telemetry log in {directory} is in use by another process: one process owns it. Stop the other one, " +
                "ask the running host instead, or set Log:DataDirectory to a folder of its own.",
                isTransient: true, error);
        }
    }

    public void Dispose() => _file.Dispose();
}
