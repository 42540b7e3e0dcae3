using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Holds <c>&lt;file&gt;.lock</c> while a database is open. DuckDB's own lock is a POSIX record lock: it does not hold against a second
/// open in the same process and is lost when that process closes any descriptor of the file. This one (flock) has neither gap.
/// The OS releases it with the process, even after kill -9; the file itself remains.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _file;

    private OwnerLock(FileStream file) => _file = file;

    /// <exception cref="StoreException">Another store of this or another process holds the file.</exception>
    public static OwnerLock Take(string databasePath)
    {
        try
        {
            var file = new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new OwnerLock(file);
        }
        catch (IOException error)
        {
            throw new StoreException(
                $"The store {databasePath} is already open: one process owns the file. Use the running host (its REST API or SQL page), "
                + "stop it first, or choose another Store:Path.", inner: error);
        }
    }

    public void Dispose() => _file.Dispose();
}
