using System.Data;
using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.MySql.Standby;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>A connection prepared for the store, and its server. Threading: one user at a time.</summary>
internal sealed class Session(SessionFactory factory, MySqlConnection connection, int host) : IAsyncDisposable
{
    private const int MaxPrepared = 256;

    private int _prepared;

    public MySqlConnection Connection => connection;

    /// <summary>The product's time limit of a statement; the driver ends it on the server.</summary>
    public int CommandTimeoutSeconds => factory.CommandTimeoutSeconds;

    /// <summary>Index of its server in the configured order.</summary>
    public int Host => host;

    /// <summary>What its server said of itself when it was opened; read only where there are standby servers.</summary>
    public ServerRole Role { get; set; }

    /// <summary>Set when an error leaves its state unknown: it must not be used again.</summary>
    public bool IsBroken { get; set; }

    /// <summary>
    /// True when it has prepared so many statements that a new session should take its place: the driver keeps each until the session ends.
    /// </summary>
    public bool IsWorn => _prepared >= MaxPrepared;

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

    /// <summary>
    /// Prepares a statement, anew each time. Its rows come by the binary protocol, the only one that brings floats with all their digits.
    /// </summary>
    /// <remarks>
    /// By its text the driver would find it again; but where a MariaDB server then leaves the description of the columns out, the driver
    /// (2.6.2) may read their names from a buffer that other results have overwritten. So no text comes twice.
    /// </remarks>
    public Task PrepareAsync(MySqlCommand command, CancellationToken cancellationToken)
    {
        if (_prepared++ > 0) command.CommandText += string.Create(CultureInfo.InvariantCulture, $" /*{_prepared}*/");
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
