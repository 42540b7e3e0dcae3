using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Store.Log;

/// <summary>
/// Unhealthy while the log takes no records or does not say where it ends (Kafka: asks the brokers) within 5 s: then nothing can be
/// accepted, and nothing scored.
/// </summary>
internal sealed class TelemetryLogHealthCheck(ITelemetryLog log) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (log.Complaint is { } complaint) return HealthCheckResult.Unhealthy(complaint);
        try
        {
            await Task.Run(() =>
            {
                for (var i = 0; i < log.PartitionCount(Topics.Telemetry); i++) log.HighWatermark(Topics.Telemetry, i);
            }, cancellationToken).WaitAsync(Limit, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (LogException error)
        {
            return HealthCheckResult.Unhealthy($"The telemetry log does not answer: {error.Message}");
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The telemetry log has not answered for {Limit.TotalSeconds} s.");
        }
    }
}
