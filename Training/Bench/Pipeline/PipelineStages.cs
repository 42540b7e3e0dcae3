using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tracing;
using Maintenance.Ingest;
using Maintenance.Ingest.Intake;
using Maintenance.MlNet;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// The embedded pipeline as the host runs it, with default options, in an empty folder: log, store, ingestor, one worker per partition.
/// A worker that fails ends the measurement (<see cref="Failed"/>): a benchmark must not recover silently.
/// </summary>
internal sealed class PipelineStages : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _failed = new();
    private readonly ServiceProvider _services;
    private Task _running = Task.CompletedTask;

    private PipelineStages(ITelemetryLog log, IConditionStore store, AssetRegistry assets, PipelineSetup setup, ILoggerFactory loggers)
    {
        var options = new ScoringOptions
        {
            CommitInterval = setup.CommitInterval, Model = setup.Model, LifeModel = setup.LifeModel,
        };
        Rules.Use(setup.Rules);
        (Log, Store) = (log, store);
        var models = ServingModels.Fixed(
            ConditionModels.Load(options.Model, new MlNetModelReader()), ConditionModels.Load(options.LifeModel));
        var scoring = new ScoringServices(log, store, assets, models, Rules, Feed, RecordTraces.Off, options, setup.Clock,
            loggers.CreateLogger("Maintenance.Scoring"));
        Workers = [.. Enumerable.Range(0, log.PartitionCount(Topics.Telemetry))
            .Select(partition => new PartitionWorker(scoring, partition))];
        _services = new ServiceCollection().AddSingleton(setup.ReceptionClock ?? setup.Clock).AddSingleton(assets).AddSingleton(log)
            .AddTelemetryIngestor(new ConfigurationBuilder().Build()).BuildServiceProvider();
        Ingestor = _services.GetRequiredService<TelemetryIngestor>();
    }

    public ITelemetryLog Log { get; }

    public IConditionStore Store { get; }

    public LiveFeed Feed { get; } = new();

    public AlarmRules Rules { get; } = new();

    public TelemetryIngestor Ingestor { get; }

    public IReadOnlyList<PartitionWorker> Workers { get; }

    /// <summary>Cancelled when a worker failed; <see cref="StopAsync"/> then throws its exception.</summary>
    public CancellationToken Failed => _failed.Token;

    /// <summary>Opens log and store in a folder and starts the workers.</summary>
    public static async Task<PipelineStages> StartAsync(
        string folder, IReadOnlyList<Asset> fleet, PipelineSetup setup, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var assets = new AssetRegistry();
        assets.AddOrReplace(fleet);
        var options = new TelemetryLogOptions { DataDirectory = folder, Fsync = setup.Fsync, RetentionBytes = setup.LogBytes };
        var log = TelemetryLogs.Open(options, setup.Clock, loggers);
        var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder }, loggers, cancellationToken);
        await store.MigrateAsync(cancellationToken);
        var stages = new PipelineStages(log, store, assets, setup, loggers);
        stages._running = Task.WhenAll(stages.Workers.Select(worker => Task.Run(() => stages.RunAsync(worker), CancellationToken.None)));
        return stages;
    }

    /// <summary>Completes when each partition has at most this many bytes that are durable in the log but not in the store.</summary>
    public async Task WaitForLagAsync(long bytes, CancellationToken cancellationToken)
    {
        foreach (var worker in Workers)
            await worker.WaitForPositionAsync(Log.HighWatermark(Topics.Telemetry, worker.Partition) - bytes, cancellationToken);
    }

    /// <summary>Does work that ends as soon as a worker fails.</summary>
    /// <param name="work">Given what cancels it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="Exception">The exception of a failed worker.</exception>
    public async Task WhileRunningAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Failed);
        try
        {
            await work(ended.Token);
        }
        catch (OperationCanceledException) when (Failed.IsCancellationRequested)
        {
            await StopAsync(); // throws the worker's exception
        }
    }

    /// <summary>Rows of a table.</summary>
    public async Task<long> CountAsync(string table, CancellationToken cancellationToken) =>
        (long)(await Store.QueryAsync(new StoreQuery($"SELECT count(*) FROM {table}"), cancellationToken)).Scalar!;

    /// <summary>Stops the workers.</summary>
    /// <exception cref="Exception">The exception of a failed worker.</exception>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _services.DisposeAsync();
        await Log.DisposeAsync();
        await Store.DisposeAsync();
        _stop.Dispose();
        _failed.Dispose();
    }

    private async Task RunAsync(PartitionWorker worker)
    {
        try
        {
            await worker.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
        catch
        {
            await _failed.CancelAsync();
            throw;
        }
    }
}
