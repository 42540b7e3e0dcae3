using Maintenance.Store.Log;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Maintenance.Contracts.Tests.Log;

public sealed class DiskHealthTests
{
    [Theory]
    [InlineData(2L << 30, 1L << 30, HealthStatus.Healthy)]
    [InlineData(1L << 30, 1L << 30, HealthStatus.Healthy)]
    [InlineData((1L << 30) - 1, 1L << 30, HealthStatus.Degraded)]
    [InlineData(0, 0, HealthStatus.Healthy)]
    public async Task A_disk_that_runs_low_is_told_with_what_to_do(long free, long least, HealthStatus expected)
    {
        var check = Check(Path.GetTempPath(), least, _ => free);
        var result = await check.CheckHealthAsync(new HealthCheckContext());
        result.Status.ShouldBe(expected);
        if (expected == HealthStatus.Degraded)
        {
            result.Description.ShouldNotBeNull().ShouldContain($"{free}");
            result.Description.ShouldContain("Log:MinFreeDiskBytes");
        }
    }

    [Fact]
    public async Task The_real_disk_is_asked()
    {
        (await Check(Path.GetTempPath(), long.MaxValue,
            null).CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(HealthStatus.Degraded);
        (await Check(Path.GetTempPath(), 1, null).CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_disk_that_cannot_be_asked_is_no_healthy_one()
    {
        var check = Check(Path.GetTempPath(), 1, _ => throw new IOException("it is gone"));
        var result = await check.CheckHealthAsync(new HealthCheckContext());
        result.Status.ShouldBe(HealthStatus.Degraded);
        result.Description.ShouldNotBeNull().ShouldContain("it is gone");
    }

    private static DiskHealthCheck Check(string folder, long least, Func<string, long>? free)
    {
        var options = Options.Create(new TelemetryLogOptions { DataDirectory = folder, MinFreeDiskBytes = least });
        return free is null ? new(options, NullLogger<DiskHealthCheck>.Instance)
            : new(options, NullLogger<DiskHealthCheck>.Instance) { FreeBytes = free };
    }
}
