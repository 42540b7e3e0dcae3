using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Tracing;
using Maintenance.Ingest;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Observability;
using Maintenance.Scoring;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Log;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// Ingest, log, scoring and store as Host composes them, over given engines. Ingest's clock is the test's: it stamps the rows.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ITelemetryLog _log;
    private readonly IConditionStore _store;
    private readonly FakeTimeProvider _clock = new();

    private Installation(ITelemetryLog log, IConditionStore store)
    {
        (_log, _store) = (log, store);
        var services = new ServiceCollection().AddLogging().AddSingleton(log).AddSingleton(store).AddSingleton<AssetRegistry>()
            .AddSingleton<LiveFeed>();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(p => new TelemetryIngestor(
            log, p.GetRequiredService<AssetRegistry>(), _clock, p.GetRequiredService<IOptions<IngestOptions>>(),
            p.GetRequiredService<IngestMetrics>(), RecordTraces.Off));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Scoring:CommitInterval"] = "00:00:00.010",
                ["Scoring:Model"] = "models/drill-health.pmml",
            }).Build();
        services.AddTelemetryIngestor(configuration).AddScoring(configuration);
        _services = services.BuildServiceProvider();
    }

    /// <summary>Starts scoring; the store is migrated and stays open afterwards, the log is owned.</summary>
    public static async Task<Installation> StartAsync(TelemetryLogOptions log, IConditionStore store, CancellationToken cancellationToken)
    {
        var installation = new Installation(TelemetryLogs.Open(log, TimeProvider.System, NullLoggerFactory.Instance), store);
        await installation.RegisterAsync([.. FleetInput.Fleet.Assets, FleetInput.Gateway], cancellationToken);
        await installation._services.PrepareScoringAsync(cancellationToken);
        foreach (var service in installation._services.GetServices<IHostedService>()) await service.StartAsync(cancellationToken);
        return installation;
    }

    /// <summary>Takes the payloads, those of one moment together, and waits until all of it is in the store.</summary>
    public async Task TakeAsync(IEnumerable<FleetInput.Payload> payloads, CancellationToken cancellationToken)
    {
        var ingestor = _services.GetRequiredService<TelemetryIngestor>();
        foreach (var moment in payloads.GroupBy(p => p.ArrivesUnixMicros))
        {
            _clock.SetUtcNow(DateTimeOffset.UnixEpoch.AddMicroseconds(moment.Key + 123_457));
            var batch = ingestor.RentBatch();
            foreach (var payload in moment) ingestor.Decode(payload.Format, payload.Bytes, payload.Source, batch);
            await ingestor.CommitAsync(batch, cancellationToken);
            ingestor.ReturnBatch(batch);
        }
        foreach (var topic in new[] { Topics.Telemetry, Topics.DeadLetter })
            for (var partition = 0; partition < _log.PartitionCount(topic); partition++)
                await CatchUpAsync(topic, partition, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _log.DisposeAsync();
    }

    private async Task CatchUpAsync(string topic, int partition, CancellationToken cancellationToken)
    {
        var end = _log.HighWatermark(topic, partition);
        if (end <= _log.BeginningOffset(topic, partition)) return;
        while (!(await _store.ReadOffsetAsync(new OffsetKey(new ScoringOptions().Reader, topic, partition), cancellationToken) >= end))
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
    }

    private async Task RegisterAsync(Asset[] assets, CancellationToken cancellationToken)
    {
        _services.GetRequiredService<AssetRegistry>().AddOrReplace(assets);
        var rows = Sql.Rows.Of(StoreTables.Asset, [.. assets.Select(a => new (string, object?)[]
        {
            ("asset", a.Id.Value), ("region", a.Region), ("site", a.Site), ("rig", a.Rig), ("latitude_deg", a.LatitudeDeg),
            ("longitude_deg", a.LongitudeDeg), ("bit_diameter_m", a.BitDiameterM),
        })]);
        await _store.CommitAsync(new StoreCommit { Batches = [rows] }, cancellationToken);
    }
}
