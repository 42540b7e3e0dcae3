using System.Net;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Tests;

/// <summary>Pages of alarms when the engine is silent, and of alarms that are only on record.</summary>
public sealed class AlarmTruthTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _operator = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _operator = await _fixture.Host.SignedInAsync("operator", "*", "olga");
    }

    public async Task DisposeAsync()
    {
        _operator.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_silent_engine_is_said_on_the_list_and_in_the_head_of_every_page()
    {
        var engine = _fixture.Host.Services.GetRequiredService<AlarmEngine>();
        (await _operator.GetStringAsync("/alarms")).ShouldContain("No alarm is open at present.");
        await BeatAsync(UnixMicros.Now(TimeProvider.System), from: null);
        await engine.ReadAsync(CancellationToken.None);
        (await _operator.GetStringAsync("/alarms")).ShouldNotContain("alarms-incomplete");

        await BeatAsync(UnixMicros.Of(Rows.Noon), from: await _fixture.Host.Store.ReadOffsetAsync(OffsetKey.AlarmHeartbeat(0), default));
        await engine.ReadAsync(CancellationToken.None);
        var page = await _operator.GetStringAsync("/alarms");
        page.ShouldContain("data-testid=\"alarms-incomplete\"");
        page.ShouldContain("The alarm engine has judged nothing received after 2025-06-01 12:00:00 UTC: alarms may be missing.");
        page.ShouldContain("No alarm is known, but alarms may be missing.");
        page.ShouldNotContain("No alarm is open at present.");
        (await _operator.GetStringAsync("/")).ShouldContain("alarms may be missing</a>");
    }

    [Fact]
    public async Task An_alarm_of_last_year_opens_by_its_address_and_one_that_never_was_does_not()
    {
        await _fixture.Host.CommitAsync(TableBatch.Of(new AlarmEventRow
        {
            Asset = North, Rule = "hot", Level = "high", EventTimeUnixMicros = UnixMicros.Of(Rows.Noon),
            KnownAtUnixMicros = UnixMicros.Of(Rows.Noon.AddHours(1)), LogPartition = 0, LogOffset = 1, RuleVersion = 1, Priority = 2,
            RaisedUnixMicros = UnixMicros.Of(Rows.Noon), ReturnedUnixMicros = UnixMicros.Of(Rows.Noon.AddMinutes(50)), Value = 99,
            Limit = 95, Withdrawn = false, Because = "99 is above 95",
        }));
        var page = await _operator.GetStringAsync($"/alarms/{Alarm.IdOf(North, "hot")}");
        page.ShouldContain("99 is above 95");
        using var never = await _operator.GetAsync($"/alarms/{Alarm.IdOf(North, "cold")}");
        never.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var southerner = await _fixture.Host.SignedInAsync("operator", "santos", "sara");
        using var hidden = await southerner.GetAsync($"/alarms/{Alarm.IdOf(North, "hot")}");
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task BeatAsync(long judged, long? from) => _fixture.Host.Store.CommitAsync(
        new StoreCommit { Batches = [], Offset = new OffsetMove(OffsetKey.AlarmHeartbeat(0), from, judged) }, CancellationToken.None);
}
