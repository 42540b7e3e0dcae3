using System.Diagnostics;
using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql;
using Maintenance.Store.Sql.MySql.Standby;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>A query that nobody waits for any more ends on the server too, and what comes after it is not hit.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class CancelledQueryTests(GaleraCluster cluster) : IAsyncLifetime, IDisposable
{
    // Would run for hours.
    private const string Endless = "SELECT count(*) FROM reading a, reading b, reading c WHERE a.torque + b.torque > c.torque";
    private const string SlowRows = "SELECT asset, repeat('x', 10000) AS x, sleep(0.01) FROM reading";
    private const string EndlessRows = "SELECT a.asset, b.torque FROM reading a, reading b, reading c";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private IConditionStore _store = null!;
    private ConditionStoreOptions _options = null!;

    private CancellationToken Stop => _limit.Token;

    public async Task InitializeAsync()
    {
        _options = cluster.Options(await cluster.EmptyDatabaseAsync(Stop));
        _store = await ConditionStores.OpenAsync(_options, NullLoggerFactory.Instance, Stop);
        await _store.MigrateAsync(Stop);
        await _store.CommitAsync(Commit(Readings("a", 20_000)), Stop);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData(false, "SELECT sleep(600)", "sleep(600)")]
    [InlineData(false, Endless, "a.torque + b.torque")]
    [InlineData(false, SlowRows, "repeat")]
    [InlineData(true, Endless, "a.torque + b.torque")]
    public async Task A_query_whose_caller_gives_up_ends_on_the_server(bool isStranger, string sql, string mark)
    {
        using var cancel = new CancellationTokenSource();
        var query = isStranger
            ? _store.QueryReadOnlyAsync(sql, new QueryLimits(int.MaxValue, TimeSpan.FromMinutes(10)), cancel.Token)
            : _store.QueryAsync(new StoreQuery(sql), cancel.Token);
        await UntilRunningAsync(mark, running: 1);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => query);
        await UntilRunningAsync(mark, running: 0);
        (await _store.QueryAsync(new StoreQuery("SELECT count(*) FROM reading"), Stop)).Rows[0][0].ShouldBe(20_000L);
    }

    [Theory]
    [InlineData(Endless, "a.torque + b.torque")]
    // the server's own limit does not strike while it waits for us
    [InlineData(EndlessRows + " WHERE a.torque + b.torque + c.torque = 3", "a.asset, b.torque")]
    public async Task A_strangers_query_beyond_its_time_ends_on_the_server(string sql, string mark)
    {
        var query = _store.QueryReadOnlyAsync(sql, new QueryLimits(int.MaxValue, TimeSpan.FromMilliseconds(700)), Stop);
        var refused = await Should.ThrowAsync<QueryRefusedException>(() => query);
        if (!refused.Message.Contains("MiB", StringComparison.Ordinal)) refused.Message.ShouldContain("longer than 0.7 s");
        await UntilRunningAsync(mark, running: 0);
    }

    [Fact]
    public async Task A_strangers_result_that_is_cut_ends_on_the_server()
    {
        var cut = await _store.QueryReadOnlyAsync(EndlessRows + " LIMIT 2000000000", new QueryLimits(10, TimeSpan.FromMinutes(10)), Stop);
        (cut.Rows.Count, cut.Truncated).ShouldBe((10, true));
        await UntilRunningAsync("a.asset, b.torque", running: 0);
    }

    [Fact]
    public async Task A_statement_beyond_the_command_timeout_ends_on_the_server_and_its_session_goes_on()
    {
        var factory = new SessionFactory(Copy(_options.MySqlWire, TimeSpan.FromSeconds(1)), isReadOnly: false, new StoreTerm());
        await using var session = await factory.OpenAsync(isCausal: false, Stop);
        var error = await Should.ThrowAsync<MySqlException>(() => session.ExecuteAsync("SELECT sleep(600)", Stop));
        WireErrors.IsTransient(error).ShouldBeTrue();
        await UntilRunningAsync("sleep(600)", running: 0);
        // A KILL that comes late must not hit the next statement.
        for (var i = 0; i < 20; i++) (await session.ExecuteAsync("DO sleep(0.001)", Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task Cancelled_queries_leave_no_session_behind_and_hit_no_other()
    {
        var before = await SessionsAsync();
        var cancelled = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop },
            async (i, stop) =>
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (i % 2 == 0) cancel.CancelAfter(TimeSpan.FromMilliseconds(1 + i % 7));
            try
            {
                // Ends about when it is cancelled.
                var result = await _store.QueryAsync(new StoreQuery("SELECT count(*), sleep(0.004) FROM asset"), cancel.Token);
                result.Rows[0][0].ShouldBe(0L);
            }
            catch (OperationCanceledException) when (i % 2 == 0)
            {
                Interlocked.Increment(ref cancelled);
            }
        });
        cancelled.ShouldBeGreaterThan(0);
        (await SessionsAsync()).ShouldBeLessThanOrEqualTo(before + new ConditionStoreOptions().ReadConnections);
    }

    [Fact]
    public async Task Queries_do_not_pile_up_statements_on_the_server()
    {
        for (var i = 0; i < 1000; i++)
            (await _store.QueryAsync(new StoreQuery(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM asset WHERE asset "
                + $"<> 'text {i}'")), Stop)).Rows.ShouldHaveSingleItem();
        var prepared = 0L;
        foreach (var node in cluster.Nodes)
            prepared += long.Parse((await node.StatusAsync("prepared_stmt_count", Stop))!, CultureInfo.InvariantCulture);
        prepared.ShouldBeLessThan(500);
    }

    [Fact]
    public async Task A_statement_prepared_before_a_column_came_shows_it_after()
    {
        var options = cluster.Options(await cluster.NewDatabaseAsync(Stop));
        await using var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
        await store.MigrateAsync(Stop);
        await store.CommitAsync(Commit(Of(StoreTables.Asset, [("asset", "a"), ("region", "north")])), Stop);
        var all = new StoreQuery("SELECT * FROM asset");
        var before = await store.QueryAsync(all, Stop);
        await store.QueryAsync(all, Stop);
        await using (var connection = await cluster.Nodes[0].ConnectAsync(Stop))
        {
            await using var alter = new MySqlCommand($"ALTER TABLE {options.MySqlWire.Database}.asset ADD COLUMN added DATETIME(6) "
                + "DEFAULT '2026-01-02 03:04:05.678901' FIRST", connection);
            await alter.ExecuteNonQueryAsync(Stop);
        }
        for (var i = 0; i < 3; i++)
        {
            var after = await store.QueryAsync(all, Stop);
            after.Columns.ShouldBe(["added", .. before.Columns]);
            after.Rows.ShouldHaveSingleItem()
                .ShouldBe([new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddMicroseconds(678_901), .. before.Rows[0]]);
        }
    }

    private async Task UntilRunningAsync(string mark, int running)
    {
        var clock = Stopwatch.StartNew();
        while (await CountAsync("SELECT count(*) FROM information_schema.processlist WHERE id <> connection_id() AND command <> 'Sleep' "
            + $"AND info LIKE '%{mark}%'") != running)
        {
            // Far below what the query would take, far above what ending it takes.
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), $"{running} running expected");
            await Task.Delay(20, Stop);
        }
    }

    private Task<long> SessionsAsync() => CountAsync("SELECT count(*) FROM information_schema.processlist WHERE user IN "
        + $"('{_options.MySqlWire.User}', '{_options.MySqlWire.ReadOnlyUser}')");

    private async Task<long> CountAsync(string sql)
    {
        var count = 0L;
        foreach (var node in cluster.Nodes)
        {
            await using var connection = await node.ConnectAsync(Stop);
            await using var command = new MySqlCommand(sql, connection);
            count += Convert.ToInt64(await command.ExecuteScalarAsync(Stop), CultureInfo.InvariantCulture);
        }
        return count;
    }

    private static MySqlWireOptions Copy(MySqlWireOptions options, TimeSpan commandTimeout) => new()
    {
        Hosts = options.Hosts,
        User = options.User,
        PasswordFile = options.PasswordFile,
        ReadOnlyUser = options.ReadOnlyUser,
        ReadOnlyPasswordFile = options.ReadOnlyPasswordFile,
        Database = options.Database,
        Tls = options.Tls,
        CommandTimeout = commandTimeout,
    };
}
