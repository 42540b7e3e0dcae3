using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>A standby that would lose much is said before it is needed.</summary>
public sealed class StandbyHealthTests
{
    [Theory]
    [InlineData(true, false, 3, HealthStatus.Healthy)]
    [InlineData(true, false, 61, HealthStatus.Degraded)]
    [InlineData(false, false, 3, HealthStatus.Degraded)]
    [InlineData(false, true, 3, HealthStatus.Healthy)]
    public void A_standby_that_is_away_or_behind_is_degraded(bool answers, bool takesWrites, int lagSeconds, HealthStatus expected)
    {
        var found = StandbyHealthCheck.Judge(new ReplicationStatus("standby-1", answers, takesWrites, 7, TimeSpan.FromSeconds(lagSeconds)));
        found.Status.ShouldBe(expected);
        if (expected != HealthStatus.Healthy) found.Description!.ShouldContain("standby-1");
    }

    [Fact]
    public void A_store_without_a_standby_is_healthy() => StandbyHealthCheck.Judge(null).Status.ShouldBe(HealthStatus.Healthy);
}
