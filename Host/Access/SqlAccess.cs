using Maintenance.Core.Ports;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Store.Sql;

namespace Maintenance.Host.Access;

/// <summary>Chooses how a verb reaches the store.</summary>
internal static class SqlAccess
{
    /// <summary>Through the host that owns the data directory, where one runs; else on the store itself.</summary>
    /// <exception cref="OptionException">Neither a host nor a store is there.</exception>
    public static async Task<ISqlAccess> OpenAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host) return new RemoteSql(host);
        return new LocalSql(await OpenStoreAsync(dataDirectory, cancellationToken));
    }

    /// <summary>Opens the store that no host owns.</summary>
    /// <exception cref="OptionException">There is none.</exception>
    public static async Task<IConditionStore> OpenStoreAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var options = new ConditionStoreOptions { DataDirectory = dataDirectory };
        if (!ConditionStores.Exists(options))
            throw new OptionException($"--data: no host runs on '{Path.GetFullPath(dataDirectory)}' and there is no store in it. Start a "
                + "host with ./run.sh, or name its directory.");
        var store = await ConditionStores.OpenAsync(options, ConsoleLog.ToStandardError(), cancellationToken);
        await store.MigrateAsync(cancellationToken);
        return store;
    }
}
