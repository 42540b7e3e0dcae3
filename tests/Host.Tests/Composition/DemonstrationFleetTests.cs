using Maintenance.Core.Assets;
using Maintenance.Host.Access;
using Maintenance.Host.Assets;
using Maintenance.Host.Composition;
using Maintenance.Queries;
using Maintenance.Store.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Tests.Composition;

/// <summary>The drills of the demonstration can be removed, and stay away without the simulator.</summary>
public sealed class DemonstrationFleetTests
{
    [Fact]
    public async Task The_demonstration_is_removed_from_a_store_and_no_other_drill()
    {
        var folder = Directory.CreateTempSubdirectory("demonstration-").FullName;
        var ids = DemonstrationFleet.Ids(AppConfiguration.Build("Embedded", folder, roles: null, []));
        ids.Count.ShouldBe(41);
        var own = new Asset(AssetId.Parse("OWN-D1"), "north", "s1", "r1", 1, 2, 0.2);
        await using (var store = await OpenAsync(folder))
        {
            await store.MigrateAsync(CancellationToken.None);
            Asset[] all = [own, .. ids.Select(id => own with { Id = AssetId.Parse(id) })];
            await AssetTable.RegisterAsync(store, new AssetRegistry(), all, CancellationToken.None);
        }
        await using (var access = await AssetAccess.OpenAsync(folder, CancellationToken.None))
        {
            (await access.RemoveAsync(ids, CancellationToken.None)).ShouldBe(41);
            (await access.RemoveAsync(ids, CancellationToken.None)).ShouldBe(0);
        }
        await using (var store = await OpenAsync(folder))
            (await AssetsQuery.RunAsync(store, CancellationToken.None)).ShouldHaveSingleItem().Id.Value.ShouldBe("OWN-D1");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Without_the_simulator_only_a_new_store_gets_the_workshop()
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var roles = new HashSet<HostRole> { HostRole.Ingest, HostRole.Scoring, HostRole.Api };
        DemonstrationFleet.Of(services, roles, isNewStore: true).ShouldBe([DemonstrationFleet.Workshop]);
        DemonstrationFleet.Of(services, roles, isNewStore: false).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drill_that_another_process_removed_is_forgotten_here()
    {
        var folder = Directory.CreateTempSubdirectory("removed-").FullName;
        await using (var store = await OpenAsync(folder))
        {
            await store.MigrateAsync(CancellationToken.None);
            var registry = new AssetRegistry();
            await AssetTable.RegisterAsync(store, registry, [DemonstrationFleet.Workshop], CancellationToken.None);
            await store.CommitAsync(
                new Core.Ports.StoreCommit
                {
                    Batches = [], Deleted = [new Core.Ports.RowKey(Core.Tables.StoreTables.Asset, DemonstrationFleet.Workshop.Id.Value)]
                }, CancellationToken.None);
            await AssetTable.LoadAsync(store, registry, CancellationToken.None);
            registry.All.ShouldBeEmpty();
        }
        Directory.Delete(folder, recursive: true);
    }

    private static Task<Core.Ports.IConditionStore> OpenAsync(string folder) => ConditionStores.OpenAsync(
        new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance, CancellationToken.None);
}
