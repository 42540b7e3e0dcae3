using Maintenance.Core.Log;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Scores the telemetry partitions, and stores the dead-letter partitions, that this process owns in the two consumer groups named after
/// <see cref="ScoringOptions.Reader"/>. As many processes as there are partitions can share the work.
/// </summary>
internal sealed class ScoringService : BackgroundService, IHealthCheck
{
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

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failures = string.Join("; ", _telemetry.Failures.Concat(_deadLetters.Failures));
        return Task.FromResult(failures.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(failures));
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
