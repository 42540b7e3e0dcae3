using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>An open database. Threading: <see cref="Connect"/> from any thread.</summary>
internal sealed class NativeDatabase : IDisposable
{
    private readonly DuckDBDatabase _handle;

    private NativeDatabase(DuckDBDatabase handle) => _handle = handle;

    /// <summary>Opens or creates a database file with settings for all its connections.</summary>
    /// <exception cref="DuckDbException">Unknown setting, unreadable file, or another process holds it.</exception>
    public static NativeDatabase Open(string path, IEnumerable<KeyValuePair<string, string>> settings)
    {
        _ = Configuration.DuckDBCreateConfig(out var config);
        using (config)
        {
            foreach (var (name, value) in settings)
                if (Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success)
                    throw new DuckDbException($"Setting {name}={value} was not accepted.", DuckDBErrorType.Invalid);

            if (Startup.DuckDBOpen(path, out var handle, config, out var error) == DuckDBState.Success) return new NativeDatabase(handle);

            handle.Dispose();
            throw new DuckDbException(error ?? "unknown error", DuckDBErrorType.Io);
        }
    }

    public NativeConnection Connect()
    {
        if (Startup.DuckDBConnect(_handle, out var connection) == DuckDBState.Success) return new NativeConnection(connection);
        connection.Dispose();
        throw new DuckDbException("The database could not open a connection.", DuckDBErrorType.Invalid);
    }

    public void Dispose() => _handle.Dispose();
}
