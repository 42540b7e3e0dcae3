using Maintenance.Core.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>Degraded, not unhealthy, while waiting for the broker or the log: HTTP still works, and a restart would not help.</summary>
internal sealed class MqttHealthCheck<TSource>(TSource source) : IHealthCheck where TSource : ITelemetrySource
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(source.Complaint is { } complaint ? HealthCheckResult.Degraded(complaint) : HealthCheckResult.Healthy());
}
