using System.Collections.Concurrent;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Runs a worker for each partition this process owns. A worker that fails is started anew from the offset in the store, with bounded
/// backoff, and health is degraded until it has run for a while.
/// </summary>
internal sealed partial class ScoringService(ScoringServices services) : BackgroundService, IAssignmentListener, IHealthCheck
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<int, Running> _workers = new();
    private readonly ConcurrentDictionary<string, string> _failing = new(StringComparer.Ordinal);

    /// <summary>Workers of the partitions owned now.</summary>
    public IEnumerable<PartitionWorker> Workers => _workers.Values.Select(w => w.Worker).OfType<PartitionWorker>();

    public ValueTask OnAssignedAsync(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            var running = new Running();
            if (!_workers.TryAdd(partition, running)) continue;
            running.Task = Task.Run(() => SuperviseAsync(
                $"{Topics.Telemetry}/{partition}",
                token => (running.Worker = new PartitionWorker(services, partition)).RunAsync(token),
                running.Stop.Token));
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask OnRevokedAsync(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            if (!_workers.TryRemove(partition, out var running)) continue;
            await running.Stop.CancelAsync();
            await running.Task;
            running.Stop.Dispose();
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_failing.IsEmpty
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(string.Join("; ", _failing.Select(f => $"{f.Key}: {f.Value}"))));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var letters = Enumerable.Range(0, services.Log.PartitionCount(Topics.DeadLetter)).Select(partition => SuperviseAsync(
            $"{Topics.DeadLetter}/{partition}", token => new DeadLetterWorker(services, partition).RunAsync(token), stoppingToken));
        await using (await services.Log.SubscribeAsync(Topics.Telemetry, services.Options.Reader, this, stoppingToken))
            await Task.WhenAll(letters);
    }

    private async Task SuperviseAsync(string name, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = services.Time.GetTimestamp();
            try
            {
                await run(cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The loop's top: counted by health, logged, and begun again from what the store holds.
                _failing[name] = e.Message;
                LogFailed(services.Logger, e, name, pause.TotalSeconds);
            }
            if (services.Time.GetElapsedTime(started) > LongestPause) pause = FirstPause;
            try
            {
                await Task.Delay(pause, services.Time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            _ = ForgetFailureAsync(name, cancellationToken);
        }
    }

    // A worker that lives for a while again is well.
    private async Task ForgetFailureAsync(string name, CancellationToken cancellationToken)
    {
        var failure = _failing.GetValueOrDefault(name);
        await Task.Delay(TimeSpan.FromSeconds(10), services.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (failure is not null) _failing.TryRemove(KeyValuePair.Create(name, failure));
    }

    [LoggerMessage(3020, LogLevel.Error, "Worker of {Name} failed; it begins again from the stored offset in {Pause} s")]
    private static partial void LogFailed(ILogger logger, Exception exception, string name, double pause);

    private sealed class Running
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public PartitionWorker? Worker { get; set; }
    }
}
