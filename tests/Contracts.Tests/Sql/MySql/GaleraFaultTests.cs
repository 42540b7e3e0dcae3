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
using Xunit.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>Lost nodes, two writers of one partition, commits without an answer.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class GaleraFaultTests(GaleraCluster cluster, ITestOutputHelper output) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4));

    private CancellationToken Stop => _limit.Token;

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task A_node_killed_during_ingest_loses_nothing_and_repeats_nothing()
    {
        const int Before = 15;
        const int After = 15;
        const int RowsPerCommit = 2000;
        var database = await cluster.EmptyDatabaseAsync(Stop);
        await using (var store = await OpenAsync(cluster.Options(database)))
        {
            var written = new SemaphoreSlim(0);
            var longest = new TimeSpan[2];
            var writers = Enumerable.Range(0, 2).Select(partition => Task.Run(() => WriteAsync(store, partition, written, longest)))
                .ToArray();
            for (var i = 0; i < Before; i++) await written.WaitAsync(Stop);
            await cluster.Nodes[0].KillAsync();
            await Task.WhenAll(writers);
            var interruption = string.Create(CultureInfo.InvariantCulture,
                $"Node killed during ingest: longest interruption {longest.Max().TotalSeconds:0.0} s");
            output.WriteLine(interruption);
            Console.WriteLine(interruption);
            await ShouldHoldAllAsync(store);
        }
        await cluster.RestoreAsync(Stop);
        // The node that was lost has caught up and holds the same by itself.
        await using var back = await OpenAsync(cluster.Options(database, 0));
        await ShouldHoldAllAsync(back);

        async Task WriteAsync(IConditionStore store, int partition, SemaphoreSlim written, TimeSpan[] longest)
        {
            // Should a commit fail, nobody waits for those after it.
            using var released = new Release(written, Before);
            for (var i = 0; i < Before + After; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var rows = Readings($"asset of partition {partition}", RowsPerCommit, (long)i * RowsPerCommit);
                await store.CommitAsync(Commit(partition, i == 0 ? null : i, i + 1, rows), Stop);
                longest[partition] = TimeSpan.FromTicks(Math.Max(longest[partition].Ticks, Stopwatch.GetElapsedTime(started).Ticks));
                written.Release();
            }
        }

        async Task ShouldHoldAllAsync(IConditionStore store)
        {
            for (var partition = 0; partition < 2; partition++)
            {
                (await store.ReadOffsetAsync(Key(partition), Stop)).ShouldBe(Before + After);
                (await RowAsync(store, "SELECT count(*), count(DISTINCT event_time) FROM reading WHERE asset = ?",
                    $"asset of partition {partition}"))
                    .ShouldBe([(long)(Before + After) * RowsPerCommit, (long)(Before + After) * RowsPerCommit]);
            }
        }
    }

    [Fact]
    public async Task Of_two_writers_of_one_partition_on_different_nodes_one_wins_each_time()
    {
        const int Rounds = 25;
        var database = await cluster.EmptyDatabaseAsync(Stop);
        await using var first = await OpenAsync(cluster.Options(database, 0));
        await using var second = await OpenAsync(cluster.Options(database, 1));
        var lostBefore = await LostAsync();
        for (var i = 0; i < Rounds; i++)
        {
            using var together = new Barrier(2);
            var won = await Task.WhenAll(TryAsync(first, "first", i, together), TryAsync(second, "second", i, together));
            won.Count(w => w).ShouldBe(1, $"round {i}");
            (await first.ReadOffsetAsync(Key(), Stop)).ShouldBe(i + 1);
        }
        (await RowAsync(first, "SELECT count(*), count(DISTINCT event_time) FROM reading")).ShouldBe([Rounds * 50L, Rounds * 50L]);
        output.WriteLine($"Transactions that lost to the other node: {await LostAsync() - lostBefore} of {Rounds}");

        Task<bool> TryAsync(IConditionStore store, string who, int round, Barrier together) => Task.Run(async () =>
        {
            var commit = Commit(round == 0 ? null : round, round + 1, Readings(who, 50, round * 50));
            together.SignalAndWait(Stop);
            try
            {
                await store.CommitAsync(commit, Stop);
                return true;
            }
            catch (OffsetConflictException conflict)
            {
                conflict.Found.ShouldBe(round + 1);
                return false;
            }
        });
    }

    [Fact]
    public async Task A_partition_that_moves_from_node_to_node_finds_its_offset_at_once()
    {
        var database = await cluster.EmptyDatabaseAsync(Stop);
        await using var first = await OpenAsync(cluster.Options(database, 0));
        await using var second = await OpenAsync(cluster.Options(database, 2));
        for (var i = 0; i < 30; i++)
        {
            // A node that lags must not take the expected offset for a conflict.
            await (i % 2 == 0 ? first : second).CommitAsync(Commit(i == 0 ? null : i, i + 1, Readings("a", 500, i * 500)), Stop);
            (await (i % 2 == 0 ? second : first).ReadOffsetAsync(Key(), Stop)).ShouldBe(i + 1);
        }
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    public async Task A_commit_without_an_answer_is_settled_by_the_offset_row(bool serverSawIt, int cuts)
    {
        var database = await cluster.EmptyDatabaseAsync(Stop);
        await using (var store = await OpenAsync(cluster.Options(database))) await store.CommitAsync(Commit(null, 5), Stop);
        await using var cutting = new CuttingProxy(cluster.Nodes[0].Port, cuts, serverSawIt);
        await using var behind = await OpenAsync(Behind(cutting, database), migrate: false);
        await behind.CommitAsync(Commit(5, 6, Readings("a", 100)), Stop);
        (await behind.ReadOffsetAsync(Key(), Stop)).ShouldBe(6);
        (await RowAsync(behind, "SELECT count(*) FROM reading"))[0].ShouldBe(100L);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_without_an_answer_and_without_an_offset_is_told_as_unknown_and_not_repeated(bool serverSawIt)
    {
        var database = await cluster.EmptyDatabaseAsync(Stop);
        await using (var store = await OpenAsync(cluster.Options(database))) await store.CommitAsync(Commit(null, 5), Stop);
        await using var cutting = new CuttingProxy(cluster.Nodes[0].Port, 1, serverSawIt);
        await using var behind = await OpenAsync(Behind(cutting, database), migrate: false);
        var audit = Of(StoreTables.Audit, [("event_time", Start), ("who", "someone"), ("action", "signed in")]);
        (await Should.ThrowAsync<StoreException>(() => behind.CommitAsync(Commit(audit), Stop))).OutcomeUnknown.ShouldBeTrue();
        (await RowAsync(behind, "SELECT count(*) FROM audit"))[0].ShouldBe(serverSawIt ? 1L : 0L);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_without_an_answer_of_rows_that_replace_themselves_is_written_again(bool serverSawIt)
    {
        var database = await cluster.EmptyDatabaseAsync(Stop);
        await using (var store = await OpenAsync(cluster.Options(database))) await store.CommitAsync(Commit(null, 5), Stop);
        await using var cutting = new CuttingProxy(cluster.Nodes[0].Port, 1, serverSawIt);
        await using var behind = await OpenAsync(Behind(cutting, database), migrate: false);
        var drill = Of(StoreTables.Asset, [("asset", "a"), ("region", "north"), ("site", "s"), ("rig", "r")]);
        await behind.CommitAsync(Commit(drill), Stop);
        (await RowAsync(behind, "SELECT count(*), min(region) FROM asset")).ShouldBe([1L, "north"]);
    }

    [Fact]
    public async Task A_writer_that_stands_still_in_its_transaction_loses_it_and_the_next_goes_on()
    {
        var options = cluster.Options(await cluster.EmptyDatabaseAsync(Stop), 0);
        await using var store = await OpenAsync(options);
        await store.CommitAsync(Commit(null, 5), Stop);
        var factory = new SessionFactory(options.MySqlWire, isReadOnly: false, new StoreTerm());
        await using var still = await factory.OpenAsync(isCausal: false, Stop);
        await still.ExecuteAsync("START TRANSACTION", Stop);
        await still.ExecuteAsync("UPDATE log_offset SET next_offset = 6", Stop);
        await store.CommitAsync(Commit(5, 7, Readings("a", 10)), Stop);
        (await store.ReadOffsetAsync(Key(), Stop)).ShouldBe(7);
        (await Should.ThrowAsync<Exception>(() => still.ExecuteAsync("COMMIT", Stop)))
            .ShouldSatisfyAllConditions(e => WireErrors.IsWire(e).ShouldBeTrue());
    }

    [Fact]
    public async Task A_commit_whose_statement_an_administrator_kills_is_written_again()
    {
        var options = cluster.Options(await cluster.EmptyDatabaseAsync(Stop), 0);
        await using var store = await OpenAsync(options);
        await store.CommitAsync(Commit(null, 5), Stop);
        await using var root = await cluster.Nodes[0].ConnectAsync(Stop);
        await ExecuteAsync($"START TRANSACTION; SELECT * FROM {options.MySqlWire.Database}.log_offset FOR UPDATE");
        var commit = store.CommitAsync(Commit(5, 6, Readings("a", 10)), Stop);
        object? waiting;
        while ((waiting = await ExecuteAsync("SELECT id FROM information_schema.processlist WHERE info LIKE 'UPDATE log_offset%'")) is null)
            await Task.Delay(20, Stop);
        await ExecuteAsync($"KILL QUERY {waiting}; ROLLBACK");
        await commit;
        (await store.ReadOffsetAsync(Key(), Stop)).ShouldBe(6);
        (await RowAsync(store, "SELECT count(*) FROM reading"))[0].ShouldBe(10L);

        async Task<object?> ExecuteAsync(string sql)
        {
            await using var command = new MySqlCommand(sql, root);
            return await command.ExecuteScalarAsync(Stop);
        }
    }

    [Fact]
    public async Task Without_any_server_a_commit_fails_as_transient_and_writes_nothing()
    {
        var options = cluster.Options("none");
        var nowhere = new ConditionStoreOptions
        {
            Engine = options.Engine,
            MySqlWire = Copy(options.MySqlWire, [$"127.0.0.1:{LoopbackPorts.Take()}"], TimeSpan.FromMilliseconds(300)),
        };
        await using var store = await OpenAsync(nowhere, migrate: false);
        var error = await Should.ThrowAsync<StoreException>(() => store.CommitAsync(Commit(null, 1, Readings("a", 1)), Stop));
        (error.IsTransient, error.OutcomeUnknown).ShouldBe((true, false));
        error.Message.ShouldContain("Store:MySqlWire:Hosts");
    }

    private ConditionStoreOptions Behind(CuttingProxy proxy, string database)
    {
        var options = cluster.Options(database);
        return new ConditionStoreOptions
        {
            Engine = options.Engine, MySqlWire =
            Copy(options.MySqlWire, [proxy.Address, cluster.Nodes[1].Address], options.MySqlWire.RetryTimeout)
        };
    }

    private static MySqlWireOptions Copy(MySqlWireOptions options, string[] hosts, TimeSpan retryTimeout) => new()
    {
        Hosts = hosts,
        User = options.User,
        PasswordFile = options.PasswordFile,
        ReadOnlyUser = options.ReadOnlyUser,
        ReadOnlyPasswordFile = options.ReadOnlyPasswordFile,
        Database = options.Database,
        Tls = options.Tls,
        WriteConnections = 1,
        RetryTimeout = retryTimeout,
    };

    private async Task<IConditionStore> OpenAsync(ConditionStoreOptions options, bool migrate = true)
    {
        var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
        if (migrate) await store.MigrateAsync(Stop);
        return store;
    }

    private async Task<object?[]> RowAsync(IConditionStore store, string sql, params object?[] parameters) =>
        (await store.QueryAsync(new StoreQuery(sql, parameters), Stop)).Rows.ShouldHaveSingleItem();

    private async Task<long> LostAsync()
    {
        var lost = 0L;
        foreach (var node in cluster.Nodes)
            foreach (var status in new[] { "wsrep_local_cert_failures", "wsrep_local_bf_aborts" })
                lost += long.Parse((await node.StatusAsync(status, Stop))!, CultureInfo.InvariantCulture);
        return lost;
    }

    private sealed class Release(SemaphoreSlim semaphore, int count) : IDisposable
    {
        public void Dispose() => semaphore.Release(count);
    }
}
