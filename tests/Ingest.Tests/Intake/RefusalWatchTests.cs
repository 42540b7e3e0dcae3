using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Ingest.Tests.Intake;

/// <summary>A storm of dead letters is seen, and passes.</summary>
public sealed class RefusalWatchTests
{
    [Fact]
    public async Task Many_refused_readings_are_degraded_with_the_most_frequent_reason_until_they_end()
    {
        var clock = new StandingClock();
        var watch = new RefusalWatch(clock);
        watch.Accepted(800);
        watch.Refused(DeadLetterReason.TimeAhead, 60);
        (await CheckAsync(watch)).Status.ShouldBe(HealthStatus.Healthy, "a few are usual");
        watch.Refused(DeadLetterReason.UnknownAsset, 140);
        var storm = await CheckAsync(watch);
        storm.Status.ShouldBe(HealthStatus.Degraded);
        storm.Description!.ShouldContain("200 of 1000 readings");
        storm.Description!.ShouldContain("unknown-asset");
        clock.Advance(TimeSpan.FromSeconds(61));
        (await CheckAsync(watch)).Status.ShouldBe(HealthStatus.Degraded, "the minute before counts");
        clock.Advance(TimeSpan.FromSeconds(61));
        (await CheckAsync(watch)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task What_a_stage_refuses_is_counted()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        await using var client = await TestClient.ConnectAsync(host.Port);
        for (var i = 0; i < 120; i++) await client.SendAsync("NOBODY", $$"""{"time":{{1777896000 + i}},"rpm":1}""");
        (await host.HealthAsync("ingest")).Status.ShouldBe(HealthStatus.Degraded);
    }

    private static Task<HealthCheckResult> CheckAsync(RefusalWatch watch) => watch.CheckHealthAsync(new HealthCheckContext());

    private sealed class StandingClock : TimeProvider
    {
        private long _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;
    }
}
