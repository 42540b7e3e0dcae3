using Maintenance.Core.Ports;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Scoring;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Access;

/// <summary>
/// How a verb reaches the readers' offsets: through the host that owns the data directory, or directly in the log and store.
/// </summary>
internal sealed class OffsetAccess : IAsyncDisposable
{
    private readonly IAsyncDisposable? _services;
    private readonly IDisposable? _remote;

    private OffsetAccess(IReaderOffsets offsets, IDisposable? remote, IAsyncDisposable? services) => (Offsets, _remote, _services) =
        (offsets, remote, services);

    public IReaderOffsets Offsets { get; }

    /// <exception cref="OptionException">Invalid options, or there is neither a running host nor a store.</exception>
    /// <exception cref="LogException">The log cannot be opened.</exception>
    public static async Task<OffsetAccess> OpenAsync(string dataDirectory, string[] settings, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host)
        {
            if (settings.Length > 0) throw new OptionException("--set: a host is running and uses its own options; leave --set out.");
            var remote = new RemoteOffsets(host);
            return new OffsetAccess(remote, remote, services: null);
        }
        var configuration = AppConfiguration.Build("Embedded", dataDirectory, roles: null, settings);
        var options = configuration.GetSection(Composition.HostOptions.SectionName).Get<Composition.HostOptions>()!;
        var all = new ConfigurationBuilder().AddConfiguration(configuration)
            .AddInMemoryCollection(DerivedOptions.Of(configuration, options, brokerPort: null, localToken: "")).Build();
        var services = new ServiceCollection().AddSingleton(ConsoleLog.ToStandardError()).AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddTelemetryLog(all).AddConditionStore(all).AddReaderOffsets(all).BuildServiceProvider();
        if (!ConditionStores.Exists(services.GetRequiredService<IOptions<ConditionStoreOptions>>().Value))
            throw new OptionException($"--data: no host is running on '{Path.GetFullPath(dataDirectory)}' and it contains no store.");
        try
        {
            await services.GetRequiredService<IConditionStore>().MigrateAsync(cancellationToken);
            return new OffsetAccess(services.GetRequiredService<IReaderOffsets>(), remote: null, services);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _remote?.Dispose();
        if (_services is not null) await _services.DisposeAsync();
    }
}
