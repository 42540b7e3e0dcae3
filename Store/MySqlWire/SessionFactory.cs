using System.Globalization;
using Maintenance.Core.Ports;
using MySql.Data.MySqlClient;

namespace Maintenance.Store.MySqlWire;

/// <summary>
/// Opens sessions on the first server that answers, beginning with the one used last, so that all sessions of a store stay together and
/// move together when it is lost. (The driver's own fail-over would spread a session's KILL over other servers.) Threading: any thread.
/// </summary>
internal sealed class SessionFactory(MySqlWireOptions options, bool isReadOnly)
{
    // ANSI_QUOTES, PIPES_AS_CONCAT: the standard's meaning of "name" and ||, as in the embedded engine. Strict: a value that does not fit is an error.
    private const string CommonSettings =
        "SET SESSION time_zone = '+00:00', sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', ";

    // Rows are only appended, replaced or compared by key: gaps between keys need no locks, which would make neighbours wait for each other.
    // A writer that stands still in a transaction (a paused machine, SIGSTOP) holds the row of its offset: after these seconds the server rolls it back and
    // closes its session, so that whoever has its partition now goes on. Between two statements of a commit a writer needs far less than a second.
    private const string WriterSettings = "wsrep_sync_wait = 0, tx_isolation = 'READ-COMMITTED', idle_transaction_timeout = 5, net_read_timeout = 10";
    private const string ReaderSettings = "wsrep_sync_wait = 1";

    private int _current;

    public bool IsReadOnly => isReadOnly;

    public int CommandTimeoutSeconds => (int)options.CommandTimeout.TotalSeconds;

    public string Database => options.Database;

    /// <summary>Opens a session with the store's settings.</summary>
    /// <param name="sees">True: its reads wait until the node has applied what any node of the cluster has committed before.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StoreException">No server answers (transient), or it refuses the user.</exception>
    public async Task<Session> OpenAsync(bool sees, CancellationToken cancellationToken)
    {
        Exception? first = null;
        var start = Volatile.Read(ref _current);
        for (var i = 0; i < options.Hosts.Length; i++)
        {
            var host = (start + i) % options.Hosts.Length;
            MySqlConnection? connection = null;
            try
            {
                connection = await ConnectAsync(host, isReadOnly, cancellationToken);
                await using var settings = new MySqlCommand(CommonSettings + (sees ? ReaderSettings : WriterSettings), connection);
                await settings.ExecuteNonQueryAsync(cancellationToken);
                // A node cut off from its cluster answers this with an error (1047), and the next one is tried.
                await using var ready = new MySqlCommand("SELECT count(*) FROM information_schema.tables WHERE table_schema = database()", connection);
                await ready.ExecuteScalarAsync(cancellationToken);
                Volatile.Write(ref _current, host);
                return new Session(this, connection, host);
            }
            catch (Exception error) when (WireErrors.IsWire(error))
            {
                first ??= error;
                if (connection is not null) await new Session(this, connection, host).DisposeAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        throw new StoreException(
            $"No server of Store:MySqlWire:Hosts ({string.Join(", ", options.Hosts)}) takes the connection: {first!.Message} Check that one runs, the user and Store:MySqlWire:Tls.",
            isTransient: true, inner: first);
    }

    public async Task<MySqlConnection> ConnectAsync(int host, bool readOnly, CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(ConnectionString(options.Hosts[host], readOnly));
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string ConnectionString(string host, bool readOnly)
    {
        var colon = host.LastIndexOf(':');
        return new MySqlConnectionStringBuilder
        {
            Server = colon < 0 ? host : host[..colon],
            Port = colon < 0 ? 3306 : uint.Parse(host[(colon + 1)..], CultureInfo.InvariantCulture),
            UserID = readOnly ? options.ReadOnlyUser : options.User,
            Password = Secret(readOnly ? options.ReadOnlyPasswordFile : options.PasswordFile),
            Database = options.Database,
            CharacterSet = "utf8mb4",
            SslMode = options.Tls switch
            {
                MySqlWireTls.Disabled => MySqlSslMode.Disabled,
                MySqlWireTls.Required => MySqlSslMode.Required,
                _ => MySqlSslMode.VerifyFull,
            },
            // Without TLS a server's key cannot be trusted anyway; with TLS it is not needed.
            AllowPublicKeyRetrieval = options.Tls == MySqlWireTls.Disabled,
            ConnectionTimeout = (uint)options.ConnectTimeout.TotalSeconds,
            DefaultCommandTimeout = (uint)options.CommandTimeout.TotalSeconds,
            Pooling = false,
            // The server may then ask for data of this process: only writers need it, and they send a stream of ours.
            AllowLoadLocalInfile = !readOnly,
            AllowUserVariables = true,
            TreatTinyAsBoolean = false,
            ConvertZeroDateTime = false,
        }.ConnectionString;
    }

    // Read at each connection, so that a password may be changed without a restart.
    private static string Secret(string? path) => path is null ? "" : File.ReadAllText(path).TrimEnd('\r', '\n');
}
