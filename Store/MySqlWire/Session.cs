using System.Data;
using Maintenance.Core.Ports;
using Maintenance.Store.MySqlWire.Standby;
using MySqlConnector;

namespace Maintenance.Store.MySqlWire;

/// <summary>A connection prepared for the store, and its server. Threading: one user at a time.</summary>
internal sealed class Session(SessionFactory factory, MySqlConnection connection, int host) : IAsyncDisposable
{
    // The product asks some dozens of statements; only lists of varying length make more texts.
    private const int MostPrepared = 256;

    private readonly HashSet<string> _prepared = new(StringComparer.Ordinal);

    public MySqlConnection Connection => connection;

    /// <summary>The product's time limit of a statement; the driver ends it on the server.</summary>
    public int CommandTimeoutSeconds => factory.CommandTimeoutSeconds;

    /// <summary>Index of its server in the configured order.</summary>
    public int Host => host;

    /// <summary>What its server said of itself when it was opened; read only where there are standby servers.</summary>
    public ServerRole Role { get; set; }

    /// <summary>Set when an error leaves its state unknown: it must not be used again.</summary>
    public bool IsBroken { get; set; }

    /// <summary>True when it has prepared so many statements that a new session should take its place: the driver keeps each until the session ends.</summary>
    public bool IsWorn => _prepared.Count >= MostPrepared;

    /// <summary>A command of the session with the product's time limit.</summary>
    /// <exception cref="IOException">The connection was lost before.</exception>
    public MySqlCommand Command(string sql) => connection.State == ConnectionState.Open
        ? new(sql, connection) { CommandTimeout = CommandTimeoutSeconds }
        : throw new IOException("The connection to the server is lost.");

    /// <summary>Runs a statement without parameters.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Prepares a statement, once a session. Its rows come by the binary protocol, the only one that brings floats with all their digits.</summary>
    public Task PrepareAsync(MySqlCommand command, CancellationToken cancellationToken)
    {
        _prepared.Add(command.CommandText);
        return command.PrepareAsync(cancellationToken);
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
