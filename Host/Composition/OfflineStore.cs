using Maintenance.Core.Ports;
using Maintenance.Store.Backup;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>The store alone in a verb's own process, with the options a host would use.</summary>
internal sealed class OfflineStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OfflineStore(ServiceProvider services) => _services = services;

    public IConditionStore Store => _services.GetRequiredService<IConditionStore>();

    public IBackups Backups => _services.GetRequiredService<IBackups>();

    /// <param name="dataDirectory">Data directory.</param>
    /// <param name="settings">Settings of the form <c>Section:Key=value</c>.</param>
    /// <param name="mayCreate">False: the store must already exist.</param>
    /// <param name="cancellationToken">Cancels opening.</param>
    /// <exception cref="OptionException">Invalid options, or no store.</exception>
    public static async Task<OfflineStore> OpenAsync(string dataDirectory, string[] settings, bool mayCreate,
        CancellationToken cancellationToken)
    {
        var configuration = AppConfiguration.Build("Embedded", dataDirectory, roles: null, settings);
        var host = configuration.GetSection(HostOptions.SectionName).Get<HostOptions>()!;
        var all = new ConfigurationBuilder().AddConfiguration(configuration)
            .AddInMemoryCollection(DerivedOptions.Of(configuration, host, brokerPort: null, localToken: "")).Build();
        var services = new ServiceCollection().AddSingleton(ConsoleLog.ToStandardError()).AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddConditionStore(all).AddBackups(all).BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<ConditionStoreOptions>>().Value;
        if (!mayCreate && !ConditionStores.Exists(options))
            throw new OptionException($"--data: no host is running on '{Path.GetFullPath(dataDirectory)}' and it contains no store.");
        var store = new OfflineStore(services);
        await store.Store.MigrateAsync(cancellationToken);
        return store;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
