using Maintenance.Core.Ports;
using Maintenance.Store.MySqlWire.Standby;
using MySql.Data.MySqlClient;

namespace Maintenance.Store.MySqlWire;

/// <summary>A connection prepared for the store, and its server. Threading: one user at a time; <see cref="KillQueryAsync"/> from any thread.</summary>
internal sealed class Session(SessionFactory factory, MySqlConnection connection, int host) : IAsyncDisposable
{
    public MySqlConnection Connection => connection;

    /// <summary>Index of its server in the configured order.</summary>
    public int Host => host;

    /// <summary>What its server said of itself when it was opened; read only where there are standby servers.</summary>
    public ServerRole Role { get; set; }

    /// <summary>Set when an error leaves its state unknown: it must not be used again.</summary>
    public bool IsBroken { get; set; }

    /// <summary>A command of the session with the product's time limit.</summary>
    public MySqlCommand Command(string sql) => new(sql, connection) { CommandTimeout = factory.CommandTimeoutSeconds };

    /// <summary>Runs a statement without parameters.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await EndedAsync(command.ExecuteNonQueryAsync(cancellationToken));
    }

    /// <summary>Starts a query.</summary>
    public static async Task<MySqlDataReader> ReaderAsync(MySqlCommand command, CancellationToken cancellationToken) =>
        (MySqlDataReader)await EndedAsync(command.ExecuteReaderAsync(cancellationToken));

    /// <summary>Waits for a statement. One that a KILL QUERY ended the driver answers with no result at all: that becomes an error of the wire.</summary>
    public static async Task<T> EndedAsync<T>(Task<T> statement)
    {
        const string Message = "The server ended the statement before it was done.";
        try
        {
            return await statement ?? throw new IOException(Message);
        }
        catch (NullReferenceException error)
        {
            throw new IOException(Message, error);
        }
    }

    /// <summary>Ends the statement that runs, from a connection of its own to the same server; then the session must be thrown away.</summary>
    public async Task KillQueryAsync()
    {
        IsBroken = true;
        var thread = connection.ServerThread;
        try
        {
            await using var killer = await factory.ConnectAsync(host, factory.IsReadOnly, CancellationToken.None);
            await using var kill = new MySqlCommand($"KILL QUERY {thread}", killer);
            await kill.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            // The server is gone or the statement has ended: either way nothing runs any more that could be waited for.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception error) when (WireErrors.IsWire(error) || error is StoreException)
        {
            // Closing says good-bye to a server that may be gone.
        }
    }
}
