using Maintenance.Core.Ports;
using Maintenance.Store.Sql.MySql.Standby;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Opens sessions on the first server that responds, starting with the one used last, so that all sessions of a store stay together and
/// move together if it is lost. (The driver's own failover would choose again for each connection.) With standby servers,
/// a server must also be writable: not read-only, and of the highest known term.
/// Threading: any thread.
/// </summary>
/// <param name="options">Servers and users.</param>
/// <param name="isReadOnly">True: for user SQL.</param>
/// <param name="term">Shared by all factories of a store.</param>
internal sealed class SessionFactory(MySqlWireOptions options, bool isReadOnly, StoreTerm term)
{
    // ANSI_QUOTES, PIPES_AS_CONCAT: the SQL standard's meaning of "name" and ||, as in the embedded engine. Strict: a value that does not
    // fit is an error.
    private const string CommonSettings =
        "SET SESSION time_zone = '+00:00', sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', ";

    // Rows are only appended, replaced or compared by key: gap locks are not needed and would make neighbours wait for each
    // other. A writer stopped in a transaction (a paused machine, SIGSTOP) holds the lock on its offset row: after these seconds the
    // server rolls it back and closes its session, so that the partition's new owner can continue. Between two statements of a commit a
    // writer needs far less than a second.
    private const string WriterSettings = "wsrep_sync_wait = 0, tx_isolation = 'READ-COMMITTED', idle_transaction_timeout = 5, "
        + "net_read_timeout = 10";
    private const string ReaderSettings = "wsrep_sync_wait = 1";

    private readonly bool _takesStandby = isReadOnly && options.ReadOnlySqlOnStandby;
    private readonly string[] _hosts = isReadOnly && options.ReadOnlySqlOnStandby
        ? [.. options.StandbyHosts, .. options.Hosts] : [.. options.Hosts, .. options.StandbyHosts];
    private int _current;

    public int CommandTimeoutSeconds => (int)options.CommandTimeout.TotalSeconds;

    public string Database => options.Database;

    private bool HasStandby => options.StandbyHosts.Length > 0;

    /// <summary>True if a higher term than the session's is known: the session must be dropped.</summary>
    public bool IsSuperseded(Session session) => HasStandby && session.Role.Term < term.Highest;

    /// <summary>Opens a session with the store's settings.</summary>
    /// <param name="isCausal">True: its reads wait until the node has applied everything the cluster committed before.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="StoreException">No server responds (transient), or it refuses the user.</exception>
    public async Task<Session> OpenAsync(bool isCausal, CancellationToken cancellationToken)
    {
        if (HasStandby && !term.IsKnown) await FetchTermAsync(cancellationToken);
        string? first = null;
        Exception? cause = null;
        // User SQL returns to the standby as soon as it responds; everything else stays where it is.
        var start = _takesStandby ? 0 : Volatile.Read(ref _current);
        for (var i = 0; i < _hosts.Length; i++)
        {
            var host = (start + i) % _hosts.Length;
            Session? session = null;
            try
            {
                session = await OpenAsync(host, isCausal, cancellationToken);
                if (Refusal(session) is not { } refusal)
                {
                    Volatile.Write(ref _current, host);
                    return session;
                }
                first ??= refusal;
            }
            catch (Exception error) when (WireErrors.IsWire(error))
            {
                first ??= WireErrors.Reason(error);
                cause ??= error;
                cancellationToken.ThrowIfCancellationRequested();
            }
            if (session is not null) await session.DisposeAsync();
        }
        throw new StoreException(
            $"No server of Store:MySqlWire:Hosts ({string.Join(", ", _hosts)}) accepts the connection: {first} Check that one runs, the "
                + "user and Store:MySqlWire:Tls"
            + (HasStandby ? ", or promote a standby (maintenance promote)." : "."),
            isTransient: true, inner: cause);
    }

    /// <summary>Opens a plain connection to a server, by its index.</summary>
    public Task<MySqlConnection> ConnectAsync(int host, bool readOnly, CancellationToken cancellationToken) => readOnly
        ? WireConnection.OpenAsync(options, _hosts[host], options.ReadOnlyUser, options.ReadOnlyPasswordFile, loadsData: false,
            cancellationToken)
        : WireConnection.OpenAsync(options, _hosts[host], options.User, options.PasswordFile, loadsData: true, cancellationToken);

    private async Task<Session> OpenAsync(int host, bool isCausal, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(host, isReadOnly, cancellationToken);
        var session = new Session(this, connection, host);
        try
        {
            await using var settings = new MySqlCommand(CommonSettings + (isCausal ? ReaderSettings : WriterSettings), connection);
            await settings.ExecuteNonQueryAsync(cancellationToken);
            // A node cut off from its cluster fails this with error 1047, and the next one is tried.
            await using var ready = new MySqlCommand("SELECT count(*) FROM information_schema.tables WHERE table_schema = database()",
                connection);
            await ready.ExecuteScalarAsync(cancellationToken);
            if (!HasStandby) return session;
            session.Role = await ServerRole.ReadAsync(connection, cancellationToken);
            term.Raise(session.Role.Term);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private string? Refusal(Session session)
    {
        if (!HasStandby) return null;
        var role = _takesStandby ? session.Role with { IsReadOnly = false } : session.Role;
        return role.Refusal(_hosts[session.Host], term.Highest);
    }

    // A starting process must not mistake a revived old primary for the current one: it queries both sites first.
    private async Task FetchTermAsync(CancellationToken cancellationToken)
    {
        foreach (var site in new[] { options.Hosts, options.StandbyHosts })
            foreach (var name in site)
            {
                try
                {
                    await using var session = await OpenAsync(Array.IndexOf(_hosts, name), isCausal: false, cancellationToken);
                    break; // servers of one site know the same terms
                }
                catch (Exception error) when (WireErrors.IsWire(error))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
    }
}
