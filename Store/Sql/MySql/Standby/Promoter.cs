using System.Globalization;
using Maintenance.Core.Ports;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>
/// Steps of a promotion, in this order: the primary is fenced or known to be lost; the standby applies all it has received; the term
/// starts; only then does it take writes. A promotion that failed half-way can be rerun and skips what is done.
/// </summary>
internal sealed class Promoter(MySqlWireOptions options, StandbyPromotion request, IProgress<string> progress)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public async Task<StandbyPromotionResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var standby = await ConnectAsync(request.Server, cancellationToken);
        var role = await ServerRole.ReadAsync(standby, cancellationToken);
        var replication = await ReplicaThreads.ReadAsync(standby, cancellationToken);
        if (role.IsReadOnly)
        {
            var position = await LeavePrimaryAsync(role, cancellationToken);
            if (replication is not null) await ApplyAllAsync(standby, position, cancellationToken);
            role = role with { Term = await BeginTermAsync(standby, role.Term + 1, cancellationToken) };
            await RunAsync(standby, "SET GLOBAL read_only = 0", cancellationToken);
            progress.Report($"{request.Server} takes writes in term {role.Term}. Remove read_only from its configuration, or a restart "
                + "makes it a standby again.");
        }
        else if (replication is not null) throw new StoreException($"{request.Server} takes writes and also replicates from elsewhere: it "
            + "is not a standby. Set read_only=1 there first.");
        else progress.Report($"{request.Server} already takes writes, in term {role.Term}: nothing was changed.");
        return new StandbyPromotionResult(request.Server, role.Term, await OffsetsAsync(standby, cancellationToken));
    }

    // Returns the position the standby must reach; null if only what it has received counts.
    private async Task<string?> LeavePrimaryAsync(ServerRole standby, CancellationToken cancellationToken)
    {
        var answering = new List<(string Host, MySqlConnection Connection)>();
        try
        {
            foreach (var host in options.Hosts)
                if (await TryConnectAsync(host, cancellationToken) is { } connection) answering.Add((host, connection));
            if (!request.IsPlanned)
            {
                foreach (var (host, connection) in answering)
                    if (await ServerRole.ReadAsync(connection, cancellationToken) is { IsReadOnly: false } primary
                        && primary.Term >= standby.Term)
                        throw new StoreException($"The primary {host} still takes writes. Switch over without loss with --planned, or stop "
                            + "it first: two primaries would diverge.");
                return null;
            }
            if (answering.Count == 0) throw new StoreException("No server of Store:MySqlWire:Hosts responds, so a planned switchover is "
                + "not possible: promote without --planned.");
            foreach (var (_, connection) in answering) await RunAsync(connection, "SET GLOBAL read_only = 1", cancellationToken);
            progress.Report($"{answering.Count} of {options.Hosts.Length} primary servers are now read-only.");
            return await TextAsync(answering[0].Connection, "SELECT @@global.gtid_binlog_pos", cancellationToken)
                is { Length: > 0 } position
                ? position
                : throw new StoreException($"{answering[0].Host} writes no binary log: nothing can be replicated from it.");
        }
        finally
        {
            foreach (var (_, connection) in answering) await connection.DisposeAsync();
        }
    }

    private async Task ApplyAllAsync(MySqlConnection standby, string? position, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(request.Patience);
        if (position is null) await RunAsync(standby, "STOP SLAVE IO_THREAD", cancellationToken);
        while (await ReplicaThreads.ReadAsync(standby, cancellationToken) is { } threads)
        {
            if (!threads.IsApplying)
                throw new StoreException($"{request.Server} has stopped applying what it received: {threads.LastError} Fix it (SHOW "
                    + "SLAVE STATUS), START SLAVE, and promote again.");
            if (position is null ? threads.HasAppliedAll : await HasReachedAsync(standby, position, cancellationToken)) break;
            if (patience.IsCancellationRequested)
                throw new StoreException($"{request.Server} has not caught up within {request.Patience.TotalSeconds:0} s: "
                    + "rerun the promotion with a longer --patience.");
            await Task.Delay(Poll, cancellationToken);
        }
        progress.Report($"{request.Server} has applied all it received, "
            + $"through {await TextAsync(standby, "SELECT @@global.gtid_slave_pos", cancellationToken)}.");
        await RunAsync(standby, "STOP SLAVE", cancellationToken);
        await RunAsync(standby, "RESET SLAVE ALL", cancellationToken);
    }

    private static async Task<bool> HasReachedAsync(MySqlConnection standby, string position, CancellationToken cancellationToken)
    {
        await using var wait = new MySqlCommand("SELECT MASTER_GTID_WAIT(@position, 0.1)", standby);
        wait.Parameters.AddWithValue("@position", position);
        return Convert.ToInt64(await wait.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0;
    }

    private async Task<long> BeginTermAsync(MySqlConnection standby, long term, CancellationToken cancellationToken)
    {
        await using var begin = new MySqlCommand("INSERT INTO store_term (term, began, server) VALUES (@term, utc_timestamp(6), @server)",
            standby);
        begin.Parameters.AddWithValue("@term", term);
        begin.Parameters.AddWithValue("@server", request.Server);
        await begin.ExecuteNonQueryAsync(cancellationToken);
        return term;
    }

    // The log's own offsets: the store's are ahead of them by the shift of the newest span (table log_identity).
    private const string LogOffsets =
        """
        SELECT o.reader, o.topic, o.log_partition, o.next_offset - coalesce((
            SELECT i.from_offset - i.log_offset FROM log_identity AS i
            WHERE i.reader = o.reader AND i.topic = o.topic AND i.log_partition = o.log_partition ORDER BY i.from_offset DESC LIMIT 1), 0)
        FROM log_offset AS o ORDER BY o.reader, o.topic, o.log_partition
        """;

    private const string PlainOffsets = "SELECT reader, topic, log_partition, next_offset FROM log_offset ORDER BY reader, topic, "
        + "log_partition";

    // An older build without the table may have written the store.
    private static async Task<bool> HasIdentitiesAsync(MySqlConnection server, CancellationToken cancellationToken)
    {
        await using var select = new MySqlCommand("SELECT 1 FROM information_schema.tables WHERE table_schema = database() AND table_name "
            + "= 'log_identity'", server);
        return await select.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static async Task<List<(OffsetKey Key, long Next)>> OffsetsAsync(MySqlConnection server, CancellationToken cancellationToken)
    {
        var offsets = new List<(OffsetKey, long)>();
        await using var select = new MySqlCommand(await HasIdentitiesAsync(server, cancellationToken) ? LogOffsets : PlainOffsets, server);
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            offsets.Add((new OffsetKey(rows.GetString(0), rows.GetString(1), rows.GetInt32(2)), rows.GetInt64(3)));
        return offsets;
    }

    private async Task<MySqlConnection?> TryConnectAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAsync(host, cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error) && WireErrors.IsConnectionLost(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Report($"{host} does not respond.");
            return null;
        }
    }

    private Task<MySqlConnection> ConnectAsync(string host, CancellationToken cancellationToken) =>
        WireConnection.OpenAsync(options, host, request.User, request.PasswordFile, loadsData: false, cancellationToken);

    private static async Task RunAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<string?> TextAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString();
    }
}
