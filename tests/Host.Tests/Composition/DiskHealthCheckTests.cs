using Maintenance.Host.Composition;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Host.Tests.Composition;

public sealed class DiskHealthCheckTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(GiB, HealthStatus.Healthy)]
    [InlineData(GiB - 1, HealthStatus.Degraded)]
    [InlineData(GiB / 10, HealthStatus.Degraded)]
    [InlineData(GiB / 10 - 1, HealthStatus.Unhealthy)]
    public void A_disk_with_little_space_is_named_before_it_is_full(long free, HealthStatus expected)
    {
        var found = new DiskHealthCheck("/srv/drills", GiB).Judge(free);
        found.Status.ShouldBe(expected);
        if (expected != HealthStatus.Healthy) found.Description!.ShouldContain("/srv/drills");
    }

    [Fact]
    public async Task The_disk_is_asked()
    {
        var check = new DiskHealthCheck(Path.GetTempPath(), long.MaxValue);
        (await check.CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(HealthStatus.Unhealthy, "no disk is that large");
        (await new DiskHealthCheck(Path.GetTempPath(), 0).CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(HealthStatus.Healthy);
    }
}
