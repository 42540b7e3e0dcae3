using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Host.Alarms;
using Maintenance.Host.Assets;
using Maintenance.Ingest;
using Maintenance.Ingest.Intake;
using Maintenance.Scoring;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>
/// Log, scoring and store in a verb's own process, when no host owns the data directory: the same stages without HTTP and broker.
/// </summary>
internal sealed class OfflinePipeline : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(2);

    private readonly IHost _host;

    private OfflinePipeline(IHost host) => _host = host;

    public ITelemetryLog Log => _host.Services.GetRequiredService<ITelemetryLog>();

    public IConditionStore Store => _host.Services.GetRequiredService<IConditionStore>();

    public AssetRegistry Registry => _host.Services.GetRequiredService<AssetRegistry>();

    public TelemetryIngestor Ingestor => _host.Services.GetRequiredService<TelemetryIngestor>();

    public IServiceProvider Services => _host.Services;

    /// <summary>Opens log and store and starts scoring.</summary>
    /// <exception cref="OptionException">Invalid options, all in one message.</exception>
    public static async Task<OfflinePipeline> OpenAsync(string dataDirectory, string[] settings, CancellationToken cancellationToken)
    {
        var configuration = AppConfiguration.Build("Embedded", dataDirectory, [nameof(HostRole.Scoring)], settings);
        var options = configuration.GetSection(HostOptions.SectionName).Get<HostOptions>()!;
        Directory.CreateDirectory(options.DataDirectory);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true, ContentRootPath =
            AppContext.BaseDirectory
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Configuration.AddInMemoryCollection(DerivedOptions.Of(configuration, options, brokerPort: null, localToken: ""));
        builder.Services.AddSingleton(ConsoleLog.ToStandardError());
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        Stages.Add(builder.Services, builder.Configuration, options.ParseRoles(), broker: null);
        builder.Services.AddTelemetryIngestor(builder.Configuration);
        var host = builder.Build();
        var pipeline = new OfflinePipeline(host);
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await pipeline.Store.MigrateAsync(cancellationToken);
            await AssetTable.LoadAsync(pipeline.Store, pipeline.Registry, cancellationToken);
            await AlarmRuleTable.SeedAsync(pipeline.Store, cancellationToken);
            await AlarmRuleTable.LoadAsync(pipeline.Store, host.Services.GetRequiredService<AlarmRules>(),
                host.Services.GetRequiredService<ILogger<OfflinePipeline>>(), cancellationToken);
            await host.Services.PrepareScoringAsync(cancellationToken);
            await host.StartAsync(cancellationToken);
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes once everything now in the log is scored and stored.</summary>
    /// <exception cref="StoreException">Scoring makes no progress.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var reader = Services.GetRequiredService<IOptions<ScoringOptions>>().Value.Reader;
        foreach (var offset in await Services.GetRequiredService<IReaderOffsets>().ListAsync(cancellationToken))
            if (offset.Problem is { } problem) throw new LogException(problem, isTransient: false);
        for (var partition = 0; partition < Log.PartitionCount(Topics.Telemetry); partition++)
        {
            var key = new OffsetKey(reader, Topics.Telemetry, partition);
            var shift = (await OffsetSpans.LoadAsync(Store, key, cancellationToken)).Latest.Shift;
            await CatchUpAsync(key, Log.HighWatermark(Topics.Telemetry, partition) + shift, shift, cancellationToken);
        }
    }

    /// <summary>Stops scoring but leaves log and store open.</summary>
    public Task StopScoringAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else _host.Dispose();
    }

    private async Task CatchUpAsync(OffsetKey key, long watermark, long shift, CancellationToken cancellationToken)
    {
        if (watermark <= Log.BeginningOffset(key.Topic, key.Partition) + shift) return;
        var (last, since) = ((long?)null, TimeProvider.System.GetTimestamp());
        while (true)
        {
            var offset = await Store.ReadOffsetAsync(key, cancellationToken);
            if (offset >= watermark) return;
            if (offset != last) (last, since) = (offset, TimeProvider.System.GetTimestamp());
            if (TimeProvider.System.GetElapsedTime(since) > StallLimit)
                throw new StoreException($"Scoring of {key.Topic}/{key.Partition} has been stuck at offset {offset} of {watermark} "
                    + $"for {StallLimit.TotalMinutes:0} min; see the messages above for the reason.");
            await Task.Delay(PollInterval, cancellationToken);
        }
    }
}
