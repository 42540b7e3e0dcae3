using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>The floor that <c>bench store</c> compares with loads real rows, and touches nobody's.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class BareLoaderTests(GaleraCluster cluster) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));

    private CancellationToken Stop => _limit.Token;

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task The_floor_loads_the_rows_it_says_and_leaves_the_database_empty()
    {
        var options = cluster.Options(await cluster.NewDatabaseAsync(Stop));
        var (told, loaded, own) = await StoreFloor.OnEmptyDatabaseAsync(options.MySqlWire, async () =>
        {
            await using var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
            await store.MigrateAsync(Stop);
            var (rows, seconds) = await StoreFloor.MeasureLoadAsync([Readings("a", 3000), Readings("b", 2000)], options.MySqlWire,
                TimeSpan.Zero, Stop);
            seconds.ShouldBeGreaterThan(0);
            return (rows, await CountAsync(store, "bench_floor WHERE torque = 1"), await CountAsync(store, "reading"));
        }, Stop);
        (told, loaded, own).ShouldBe((5000, 5000, 0));
        // Without tables again: the next bench finds it empty.
        (await StoreFloor.OnEmptyDatabaseAsync(options.MySqlWire, () => Task.FromResult(7), Stop)).ShouldBe(7);
    }

    [Fact]
    public async Task A_database_with_tables_is_refused_and_kept()
    {
        var options = cluster.Options(await cluster.EmptyDatabaseAsync(Stop));
        await using var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
        await store.MigrateAsync(Stop);
        await store.CommitAsync(Commit(Readings("a", 10)), Stop);
        var refused = await Should.ThrowAsync<StoreException>(() =>
            StoreFloor.OnEmptyDatabaseAsync(options.MySqlWire, () => Task.FromResult(0), Stop));
        refused.Message.ShouldContain("Store:MySqlWire:Database");
        (await CountAsync(store, "reading")).ShouldBe(10);
    }

    private async Task<long> CountAsync(IConditionStore store, string from) =>
        (long)(await store.QueryAsync(new StoreQuery($"SELECT count(*) FROM {from}"), Stop)).Rows[0][0]!;
}
