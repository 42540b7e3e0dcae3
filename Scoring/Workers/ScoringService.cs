using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Scores the telemetry partitions, and stores the dead-letter partitions, that this process owns in the two consumer groups named after
/// <see cref="ScoringOptions.Reader"/>. As many processes as there are partitions can share the work.
/// </summary>
internal sealed class ScoringService : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(5);

    private readonly ScoringServices _services;
    private readonly PartitionGroup<PartitionWorker> _telemetry;
    private readonly PartitionGroup<DeadLetterWorker> _deadLetters;

    public ScoringService(ScoringServices services)
    {
        _services = services;
        _telemetry = new PartitionGroup<PartitionWorker>(
            Topics.Telemetry, partition => new PartitionWorker(services, partition), (worker, token) => worker.RunAsync(token),
            services.Clock, services.Logger);
        _deadLetters = new PartitionGroup<DeadLetterWorker>(
            Topics.DeadLetter, partition => new DeadLetterWorker(services, partition), (worker, token) => worker.RunAsync(token),
            services.Clock, services.Logger);
    }

    /// <summary>Workers of the partitions owned now.</summary>
    public IEnumerable<PartitionWorker> Workers => _telemetry.Workers;

    /// <summary>
    /// Unhealthy when a worker failed; degraded when one is behind, when its commits are retried, and when no partition is owned.
    /// </summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failures = string.Join("; ", _telemetry.Failures.Concat(_deadLetters.Failures));
        if (failures.Length > 0) return HealthCheckResult.Unhealthy(failures);
        PartitionWorker[] workers = [.. _telemetry.Workers];
        if (workers.Length == 0)
            return HealthCheckResult.Degraded($"This process owns no partition of {Topics.Telemetry}: others score, or nobody does.");
        try
        {
            // Asks the brokers where the log is not in this process.
            var complaints = await Task.Run(() => workers.Select(ComplaintOf).OfType<string>().ToArray(), cancellationToken)
                .WaitAsync(LogLimit, cancellationToken);
            return complaints.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", complaints));
        }
        catch (Exception error) when (error is LogException or TimeoutException)
        {
            return HealthCheckResult.Degraded($"How far scoring is behind cannot be told: {error.Message}");
        }
    }

    private string? ComplaintOf(PartitionWorker worker)
    {
        var name = $"{Topics.Telemetry}/{worker.Partition}";
        if (worker.Trouble is { } trouble) return $"{name}: commits fail and are retried: {trouble}";
        var (options, position, since) = (_services.Options, Math.Max(0, worker.Position), worker.WaitingSinceUnixMicros);
        var lag = _services.Log.HighWatermark(Topics.Telemetry, worker.Partition) - position;
        var age = since == UnixMicros.None
            ? TimeSpan.Zero : TimeSpan.FromMicroseconds(UnixMicros.Now(_services.Clock) - since);
        return lag <= 0 || (age <= options.MaxLagAge && lag <= options.MaxLag)
            ? null
            : $"{name}: scoring is {age.TotalSeconds:0} s behind, {lag} in the log's offsets (limits: Scoring:MaxLagAge "
                + $"{options.MaxLagAge}, Scoring:MaxLag {options.MaxLag})";
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Separate groups: members of one group would have to subscribe to the same topics.
        await using var telemetry = await _services.Log.SubscribeAsync(Topics.Telemetry, _services.Options.Reader, _telemetry,
            stoppingToken);
        await using var deadLetters = await _services.Log.SubscribeAsync(Topics.DeadLetter, _services.Options.Reader + ".dead-letter",
            _deadLetters, stoppingToken);
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
