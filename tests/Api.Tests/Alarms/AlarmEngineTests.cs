using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>The heartbeat of the alarm engine: while it is silent, no list of alarms looks complete.</summary>
public sealed class AlarmEngineTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
    private AlarmFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await AlarmFixture.StartAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Each_partition_is_silent_once_its_heartbeat_is_older_than_the_limit()
    {
        using var engine = new AlarmEngine(_fixture.Host.Store, Options.Create(new AlarmOptions()), _clock);
        await engine.ReadAsync(CancellationToken.None);
        engine.Status.Partitions.ShouldBeEmpty("nobody has ever scored");
        engine.Status.Complaint.ShouldBeNull();

        await BeatAsync(partition: 0, null, UnixMicros.Now(_clock));
        await BeatAsync(partition: 1, null, UnixMicros.Now(_clock));
        _clock.Advance(TimeSpan.FromSeconds(60));
        await engine.ReadAsync(CancellationToken.None);
        engine.Status.Complaint.ShouldBeNull("the limit is not passed");
        await BeatAsync(partition: 0, UnixMicros.Of(Noon), UnixMicros.Now(_clock));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await engine.ReadAsync(CancellationToken.None);
        engine.Status.Partitions.Select(p => p.IsSilent).ShouldBe([false, true]);
        engine.Status.Complaint.ShouldNotBeNull().ShouldStartWith(
            "The alarm engine, for 1 of 2 parts of the fleet, has judged nothing received after 2026-05-04 12:00:00 UTC: alarms may");

        _clock.Advance(TimeSpan.FromMinutes(1)); // the store is not read again, as when it does not answer
        engine.Status.Complaint.ShouldNotBeNull().ShouldStartWith("The alarm engine has judged nothing received after");
        await BeatAsync(partition: 0, UnixMicros.Of(Noon.AddSeconds(60)), UnixMicros.Now(_clock));
        await BeatAsync(partition: 1, UnixMicros.Of(Noon), UnixMicros.Now(_clock));
        await engine.ReadAsync(CancellationToken.None);
        engine.Status.Complaint.ShouldBeNull();
    }

    [Fact]
    public async Task Silence_is_told_by_rest_beside_the_list_and_by_health()
    {
        using var program = _fixture.Host.Program();
        var engine = _fixture.Host.Services.GetRequiredService<AlarmEngine>();
        using var before = await program.GetAsync("/api/v1/alarms");
        before.Headers.Contains("Alarms-Incomplete").ShouldBeFalse();

        await BeatAsync(partition: 0, null, UnixMicros.Of(Noon));
        await engine.ReadAsync(CancellationToken.None);
        using var list = await program.GetAsync("/api/v1/alarms");
        list.Headers.GetValues("Alarms-Incomplete").Single().ShouldContain("alarms may be missing");
        using var asOf = await program.GetAsync("/api/v1/alarms?asOf=2026-05-04T11:00:00Z");
        asOf.Headers.Contains("Alarms-Incomplete").ShouldBeFalse("what was known then is complete");
        var told = await program.GetFromJsonAsync<JsonElement>("/api/v1/alarm-engine");
        told.GetProperty("complete").GetBoolean().ShouldBeFalse();
        told.GetProperty("partitions")[0].GetProperty("judgedUntil").GetDateTime().ShouldBe(Noon);
        var health = await program.GetFromJsonAsync<JsonElement>("/health");
        var part = health.GetProperty("parts").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "alarms");
        part.GetProperty("status").GetString().ShouldBe("degraded");
        part.GetProperty("detail").GetString()!.ShouldContain("2026-05-04 12:00:00 UTC");
    }

    private static readonly DateTime Noon = new(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc);

    private Task BeatAsync(int partition, long? from, long judged) => _fixture.Host.Store.CommitAsync(
        new StoreCommit { Batches = [], Offset = new OffsetMove(OffsetKey.AlarmHeartbeat(partition), from, judged) },
        CancellationToken.None);
}
