using Maintenance.Core.Ports;
using Maintenance.Queries;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Api.Health;

/// <summary>Healthy if the store answers within 5 s.</summary>
internal sealed class StoreHealthCheck(IConditionStore store) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await StorePingQuery.RunAsync(store, cancellationToken).WaitAsync(Limit, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is StoreException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", error);
        }
    }
}
