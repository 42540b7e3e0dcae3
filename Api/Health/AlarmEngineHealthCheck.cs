using Maintenance.Api.Alarms;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Api.Health;

/// <summary>Degraded while the alarm engine is silent: then no list of alarms is complete.</summary>
internal sealed class AlarmEngineHealthCheck(AlarmEngine engine) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(engine.Status.Complaint is { } complaint ? HealthCheckResult.Degraded(complaint) : HealthCheckResult.Healthy());
}
