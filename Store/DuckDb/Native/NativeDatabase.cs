using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>An open database. Threading: <see cref="Connect"/> from any thread.</summary>
internal sealed unsafe class NativeDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;

    private NativeDatabase(DatabaseHandle handle) => _handle = handle;

    /// <summary>Opens or creates a database file with settings that hold for all its connections.</summary>
    /// <exception cref="DuckDbException">Unknown setting, unreadable file, or another process holds it.</exception>
    public static NativeDatabase Open(string path, IEnumerable<KeyValuePair<string, string>> settings)
    {
        _ = NativeMethods.CreateConfig(out var config);
        using (config)
        {
            foreach (var (name, value) in settings)
                if (NativeMethods.SetConfig(config, name, value) != DuckDbState.Success)
                    throw new DuckDbException($"Setting {name}={value} was not accepted.", DuckDbErrorType.Invalid);

            if (NativeMethods.OpenExt(path, out var handle, config, out var error) == DuckDbState.Success) return new NativeDatabase(handle);

            handle.Dispose();
            var message = Marshal.PtrToStringUTF8((nint)error) ?? "unknown error";
            NativeMethods.Free(error);
            throw new DuckDbException(message, DuckDbErrorType.InputOutput);
        }
    }

    public NativeConnection Connect()
    {
        if (NativeMethods.Connect(_handle, out var connection) == DuckDbState.Success) return new NativeConnection(connection);
        connection.Dispose();
        throw new DuckDbException("The database gave no connection.", DuckDbErrorType.Invalid);
    }

    public void Dispose() => _handle.Dispose();
}
