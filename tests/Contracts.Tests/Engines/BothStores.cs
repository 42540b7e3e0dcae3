using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>A store of each engine, migrated and empty: DuckDB in a temporary folder, and the Galera cluster.</summary>
internal sealed class BothStores : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private BothStores(DirectoryInfo folder, IConditionStore duckDb, IConditionStore mySqlWire) => (_folder, DuckDb, MySqlWire) =
        (folder, duckDb, mySqlWire);

    public IConditionStore DuckDb { get; }

    public IConditionStore MySqlWire { get; }

    public static async Task<BothStores> OpenAsync(GaleraCluster cluster, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("both-stores-");
        var duckDb = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder.FullName, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, cancellationToken);
        var mySqlWire = await ConditionStores.OpenAsync(cluster.Options(await cluster.EmptyDatabaseAsync(cancellationToken)),
            NullLoggerFactory.Instance, cancellationToken);
        await duckDb.MigrateAsync(cancellationToken);
        await mySqlWire.MigrateAsync(cancellationToken);
        return new BothStores(folder, duckDb, mySqlWire);
    }

    public async ValueTask DisposeAsync()
    {
        await DuckDb.DisposeAsync();
        await MySqlWire.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
