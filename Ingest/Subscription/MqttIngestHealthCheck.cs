using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Ingest.Subscription;

/// <summary>Degraded, not unhealthy, while the broker or the log is waited for: HTTP goes on, and a restart would not help.</summary>
internal sealed class MqttIngestHealthCheck(MqttIngestService service) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(service.Complaint is { } complaint ? HealthCheckResult.Degraded(complaint) : HealthCheckResult.Healthy());
}
