using Maintenance.Core.Ports;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Store.Sql;

namespace Maintenance.Host.Access;

/// <summary>Chooses how a verb reaches the store.</summary>
internal static class SqlAccess
{
    /// <summary>Through the host that owns the data directory if one is running, otherwise directly in the store.</summary>
    /// <exception cref="OptionException">There is neither a running host nor a store.</exception>
    public static async Task<ISqlAccess> OpenAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host) return new RemoteSql(host);
        return new LocalSql(await OpenStoreAsync(dataDirectory, cancellationToken));
    }

    /// <summary>Opens a store that no host owns.</summary>
    /// <exception cref="OptionException">There is no store.</exception>
    public static async Task<IConditionStore> OpenStoreAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var options = new ConditionStoreOptions { DataDirectory = dataDirectory };
        if (!ConditionStores.Exists(options))
            throw new OptionException($"--data: no host is running on '{Path.GetFullPath(dataDirectory)}' and it contains no store. Start "
                + "a host with ./run.sh, or give its data directory.");
        var store = await ConditionStores.OpenAsync(options, ConsoleLog.ToStandardError(), cancellationToken);
        await store.MigrateAsync(cancellationToken);
        return store;
    }
}
