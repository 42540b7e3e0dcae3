using Maintenance.Contracts.Tests.Log.Embedded;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Embedded;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Log;

/// <summary>A log that takes no records is not healthy.</summary>
public sealed class TelemetryLogHealthTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-log-health-").FullName;
    private readonly FaultyStorage _storage = new();

    public void Dispose()
    {
        _storage.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_is_unhealthy_and_named_until_there_is_space()
    {
        await using var log = EmbeddedTelemetryLog.Open(
            EmbeddedTelemetryLogTests.OptionsFor(_directory, new LogTestOptions { Partitions = 1 }), _storage,
            TimeProvider.System, NullLoggerFactory.Instance);
        (await CheckAsync(log)).Status.ShouldBe(HealthStatus.Healthy);
        _storage.Full = true;
        await Should.ThrowAsync<LogException>(() => log.AppendTextAsync("D1", "refused").AsTask().WaitAsync(Patience));
        var full = await CheckAsync(log);
        full.Status.ShouldBe(HealthStatus.Unhealthy);
        full.Description!.ShouldContain("No space left");
        full.Description!.ShouldContain(_directory);
        _storage.Full = false;
        using var limit = new CancellationTokenSource(Patience);
        while ((await CheckAsync(log)).Status != HealthStatus.Healthy) await Task.Delay(5, limit.Token);
    }

    private static Task<HealthCheckResult> CheckAsync(ITelemetryLog log) =>
        new TelemetryLogHealthCheck(log).CheckHealthAsync(new HealthCheckContext());
}
