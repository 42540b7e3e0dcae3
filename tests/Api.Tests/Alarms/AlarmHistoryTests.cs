using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>Alarms that have been over for long: nothing of them is in memory, all of it is on record.</summary>
public sealed class AlarmHistoryTests : IAsyncLifetime
{
    private static readonly DateTime Now = UnixMicros.ToUtc(UnixMicros.Now(TimeProvider.System) / 1_000_000 * 1_000_000);
    private AlarmFixture _fixture = null!;
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        _fixture = await AlarmFixture.StartAsync();
        _program = _fixture.Host.Program();
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task An_alarm_of_last_year_opens_by_its_address_after_a_restart()
    {
        var (onset, known) = (Now.AddDays(-300), Now.AddDays(-300).AddSeconds(30));
        await _fixture.CommitAsync(_fixture.Event("hot", onset, known));
        await _fixture.CommitAsync(_fixture.Event("hot", onset, known.AddHours(1), returned: onset.AddMinutes(50)));
        await using var restarted = await _fixture.OtherAsync();
        var id = Alarm.IdOf(AlarmFixture.North, "hot");
        restarted.Book.Find(id).ShouldBeNull("a week after it came to rest it is not in memory");

        using var program = restarted.Host.Program();
        var detail = await program.GetFromJsonAsync<JsonElement>($"/api/v1/alarms/{id}");
        var alarm = detail.GetProperty("alarm");
        alarm.GetProperty("state").GetString().ShouldBe("normal", "what nobody acknowledged for a month is history");
        alarm.GetProperty("occurrence").GetDateTime().ShouldBe(onset);
        alarm.GetProperty("returned").GetDateTime().ShouldBe(onset.AddMinutes(50));
        detail.GetProperty("events").GetArrayLength().ShouldBe(2);
        detail.GetProperty("history").EnumerateArray().Select(s => s.GetProperty("trigger").GetString())
            .ShouldBe(["raise", "return", "expire"]);
        var asOf = await program.GetFromJsonAsync<JsonElement>($"/api/v1/alarms/{id}?asOf={known.AddMinutes(5):O}");
        asOf.GetProperty("alarm").GetProperty("state").GetString().ShouldBe("unacknowledged");

        using var never = await program.GetAsync($"/api/v1/alarms/{Alarm.IdOf(AlarmFixture.North, "cold")}");
        never.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_came_to_rest_within_a_week_is_in_memory_after_a_restart()
    {
        var onset = Now.AddDays(-6);
        await _fixture.CommitAsync(_fixture.Event("hot", onset, onset.AddSeconds(30)));
        await _fixture.CommitAsync(_fixture.Event("hot", onset, onset.AddSeconds(60)) with { Withdrawn = true });
        await using var restarted = await _fixture.OtherAsync();
        restarted.Book.Find(Alarm.IdOf(AlarmFixture.North, "hot"))!.State.ShouldBe(AlarmState.Normal);
    }

    [Fact]
    public async Task History_has_each_time_that_an_alarm_stood_newest_first_a_page_at_a_time()
    {
        var first = Now.AddDays(-100);
        for (var day = 0; day < 50; day++)
        {
            var onset = first.AddDays(day);
            var asset = day % 2 == 0 ? AlarmFixture.North : AlarmFixture.South;
            await _fixture.Host.CommitAsync(TableBatch.Of(
                _fixture.Event("hot", onset, onset.AddSeconds(5), asset, onset.AddHours(2)),
                _fixture.Event("hot", onset.AddHours(1), onset.AddHours(1), asset, onset.AddHours(3), priority: 3, level: "high_high")));
        }
        var (found, to) = (new List<JsonElement>(), Now);
        while (true)
        {
            var page = await _program.GetFromJsonAsync<JsonElement[]>(
                $"/api/v1/alarms/history?from={Now.AddDays(-120):O}&to={to:O}&limit=20");
            found.AddRange(page!);
            if (page!.Length < 20) break;
            to = page[^1].GetProperty("occurrence").GetDateTime();
        }
        found.Select(f => f.GetProperty("occurrence").GetDateTime()).ShouldBe(Enumerable.Range(0, 50).Select(d => first.AddDays(49 - d)));
        found.ShouldAllBe(f => f.GetProperty("priority").GetString() == "high" && f.GetProperty("escalations").GetInt32() == 1);
        (found[0].GetProperty("returned").GetDateTime() - found[0].GetProperty("occurrence").GetDateTime()).ShouldBe(TimeSpan.FromHours(3));

        (await _program.GetFromJsonAsync<JsonElement[]>("/api/v1/alarms/history"))!.ShouldBeEmpty("the last 7 days");
        (await _program.GetFromJsonAsync<JsonElement[]>($"/api/v1/alarms/history?from={Now.AddDays(-120):O}&region=santos"))!
            .Length.ShouldBe(25);
        using var southerner = await _fixture.Host.SignedInAsync("viewer", "santos");
        (await southerner.GetFromJsonAsync<JsonElement[]>($"/api/v1/alarms/history?from={Now.AddDays(-120):O}"))!
            .ShouldAllBe(f => f.GetProperty("asset").GetString() == AlarmFixture.South);
        using var refused = await _program.GetAsync("/api/v1/alarms/history?from=2020-01-01");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
