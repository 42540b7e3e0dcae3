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

    /// <summary>Statement timeout; the driver cancels the statement on the server.</summary>
    public int CommandTimeoutSeconds => factory.CommandTimeoutSeconds;

    /// <summary>Index of its server in the configured order.</summary>
    public int Host => host;

    /// <summary>Role of its server on opening; read only if there are standby servers.</summary>
    public ServerRole Role { get; set; }

    /// <summary>Set when an error leaves its state unknown: it must not be used again.</summary>
    public bool IsBroken { get; set; }

    /// <summary>
    /// True once it has prepared so many statements that a new session should replace it: the driver keeps each until the session ends.
    /// </summary>
    public bool IsWorn => _prepared >= MaxPrepared;

    /// <summary>Creates a command with the product's timeout.</summary>
    /// <exception cref="IOException">The connection was already lost.</exception>
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
    /// Prepares a statement, anew each time. Its rows use the binary protocol, the only one with full float precision.
    /// </summary>
    /// <remarks>
    /// The driver would reuse it by its text; but if a MariaDB server then omits the column metadata, the driver
    /// (2.6.2) may read the names from a buffer overwritten by other results. So no text is used twice.
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
            // Closing sends COM_QUIT to a server that may be gone.
        }
    }
}
