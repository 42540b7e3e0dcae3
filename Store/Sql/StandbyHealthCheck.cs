using Maintenance.Core.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Store.Sql;

/// <summary>Degraded while a standby does not answer or is far behind: the primary works, but what a promotion would lose grows.</summary>
internal sealed class StandbyHealthCheck(IConditionStore store) : IHealthCheck
{
    private static readonly TimeSpan MaxLag = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge(store.Replication));

    internal static HealthCheckResult Judge(ReplicationStatus? standby) => standby switch
    {
        null => HealthCheckResult.Healthy(),
        { TakesWrites: true } => HealthCheckResult.Healthy($"{standby.Server} was promoted."),
        { Answers: false } => HealthCheckResult.Degraded(
            $"The standby {standby.Server} does not answer; it has the rows of {standby.Lag.TotalSeconds:0} s ago."),
        _ when standby.Lag > MaxLag => HealthCheckResult.Degraded(
            $"The standby {standby.Server} is {standby.Lag.TotalSeconds:0} s behind, {standby.LagRecords} records."),
        _ => HealthCheckResult.Healthy(),
    };
}
