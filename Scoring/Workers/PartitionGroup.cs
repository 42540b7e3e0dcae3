using System.Collections.Concurrent;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Offsets;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Runs a worker for each partition of a topic that this process owns. A worker that fails is restarted from the offset in the store, with
/// bounded backoff; a worker whose partition is revoked has stopped, including its running commit, before the revocation completes.
/// </summary>
/// <typeparam name="TWorker">Worker of one partition.</typeparam>
internal sealed partial class PartitionGroup<TWorker>(
    string topic, Func<int, TWorker> create, Func<TWorker, CancellationToken, Task> run, TimeProvider clock, ILogger logger)
        : IAssignmentListener
    where TWorker : class
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<int, Running> _workers = new();
    private readonly ConcurrentDictionary<int, string> _failing = new();

    /// <summary>Workers of the partitions owned now.</summary>
    public IEnumerable<TWorker> Workers => _workers.Values.Select(w => w.Worker).OfType<TWorker>();

    /// <summary>The failing partitions, each with its error message.</summary>
    public IEnumerable<string> Failures => _failing.Select(f => $"{topic}/{f.Key}: {f.Value}");

    public ValueTask OnAssignedAsync(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            var running = new Running();
            if (_workers.TryAdd(partition, running)) running.Task = Task.Run(() => SuperviseAsync(partition, running));
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask OnRevokedAsync(IReadOnlyList<int> partitions)
    {
        var leaving = new List<Running>(partitions.Count);
        foreach (var partition in partitions)
        {
            if (!_workers.TryRemove(partition, out var running)) continue;
            leaving.Add(running);
            await running.Stop.CancelAsync();
        }
        foreach (var running in leaving)
        {
            await running.Task;
            running.Stop.Dispose();
        }
        foreach (var partition in partitions) _failing.TryRemove(partition, out _);
    }

    private async Task SuperviseAsync(int partition, Running running)
    {
        var stop = running.Stop.Token;
        var (started, toldToStop) = (0L, false);
        // A failure after a healthy period starts a new series of retries, the first one at once.
        var retries = Retries.Forever(
            FirstPause, _ => !stop.IsCancellationRequested && clock.GetElapsedTime(started) <= Healthy, (e, pause, attempts) =>
                Note(e, pause, attempts), clock);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await retries.ExecuteAsync(
                    async token =>
                    {
                        started = clock.GetTimestamp();
                        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(token);
                        if (_failing.ContainsKey(partition)) _ = ForgetFailureAsync(partition, attempt.Token);
                        running.Worker = create(partition);
                        try
                        {
                            await run(running.Worker, token);
                        }
                        finally
                        {
                            await attempt.CancelAsync(); // a repeated failure stays reported
                        }
                    },
                    stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The loop's top: reported by the health check, logged, and restarted from the stored offset.
                Note(error, TimeSpan.Zero, attempts: 1);
            }
        }

        void Note(Exception error, TimeSpan pause, int attempts)
        {
            _failing[partition] = error.Message;
            if (error is not LogException { IsTransient: false })
            {
                LogFailed(logger, error, topic, partition, attempts, pause.TotalSeconds);
                return;
            }
            // Somebody has to act, and the message says how: log it once, not at each attempt, and without a stack trace.
            if (!toldToStop || clock.GetElapsedTime(started) > Healthy) LogStopped(logger, error.Message);
            toldToStop = true;
        }
    }

    // A worker that has run for a while is healthy again.
    private async Task ForgetFailureAsync(int partition, CancellationToken cancellationToken)
    {
        await Task.Delay(Healthy, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested) _failing.TryRemove(partition, out _);
    }

    [LoggerMessage(3020, LogLevel.Error, "Worker of {Topic}/{Partition} failed, attempt {Attempt}; it restarts from the stored offset "
        + "in {Pause} s")]
    private static partial void LogFailed(ILogger logger, Exception exception, string topic, int partition, int attempt, double pause);

    [LoggerMessage(3021, LogLevel.Error, "{Problem} Retrying every 5 s.")]
    private static partial void LogStopped(ILogger logger, string problem);

    private sealed class Running
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public TWorker? Worker { get; set; }
    }
}
