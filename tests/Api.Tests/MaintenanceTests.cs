using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Tests;

/// <summary>Recording what was done to drills, by REST, and what it says of prognoses.</summary>
public sealed class MaintenanceTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string Path = $"/api/v1/assets/{North}/maintenance";
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _program = _fixture.Host.Program();
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_record_is_kept_with_who_said_it_and_the_same_time_and_kind_again_replaces_it()
    {
        using var operating = await _fixture.Host.SignedInAsync("operator", "north-sea", "olga");
        await PostAsync(operating, new
        {
            time = "2025-06-01T13:00:00Z", kind = "failed", failureMode = "bearing_wear",
            note = " outer race spalled "
        });
        await PostAsync(_program, new { time = "2025-06-01T14:00:00Z", kind = "repaired" });
        await PostAsync(_program, new { time = "2025-06-01T14:00:00Z", kind = "repaired", note = "new bearing" });
        await PostAsync(_program, new { kind = "inspected", failureMode = "none" });
        var records = (await _program.GetFromJsonAsync<JsonElement>(Path)).EnumerateArray().ToArray();
        records.Select(r => r.GetProperty("kind").GetString()).ShouldBe(["inspected", "repaired", "failed"]);
        records[1].GetProperty("note").GetString().ShouldBe("new bearing");
        var failed = records[2];
        (failed.GetProperty("recordedBy").GetString(), failed.GetProperty("note").GetString(), failed.GetProperty("failureMode")
            .GetString()).ShouldBe(("olga", "outer race spalled", "bearing_wear"));
        failed.GetProperty("time").GetDateTime().ShouldBe(Rows.Noon.AddHours(1));
        failed.GetProperty("withdrawn").GetBoolean().ShouldBeFalse();
        var audit = await _fixture.Host.Store.QueryAsync(new StoreQuery("SELECT who, detail FROM audit WHERE action = "
            + "'record-maintenance' AND subject = ? ORDER BY event_time", North), default);
        audit.Rows.Count.ShouldBe(4);
        audit.Rows[0].ShouldBe(["olga", "failed 2025-06-01T13:00:00.0000000Z bearing_wear"]);
    }

    [Theory]
    [InlineData("""{"kind":"exploded"}""", "failed, repaired, inspected")]
    [InlineData("""{"time":"2025-06-01"}""", "kind: '' is not allowed")]
    [InlineData("""{"kind":"failed","time":"2199-01-01"}""", "lies in the future")]
    [InlineData("""{"kind":"failed","time":"yesterday"}""", "'yesterday' is not a time")]
    [InlineData("""{"kind":"failed","failureMode":"gremlins"}""", "bearing_wear")]
    [InlineData("""{"kind":"failed","failureMode":"none"}""", "omit it")]
    public async Task What_is_not_allowed_is_named_and_changes_nothing(string body, string words)
    {
        using var answer = await _program.PostAsync(Path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain(words);
        (await _program.GetFromJsonAsync<JsonElement>(Path)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Viewers_and_people_of_other_regions_record_nothing()
    {
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "*", "vera");
        using var stranger = await _fixture.Host.SignedInAsync("engineer", "santos", "stan");
        (await viewer.PostAsJsonAsync(Path, new { kind = "failed" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.PostAsJsonAsync(Path, new { kind = "failed" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.GetFromJsonAsync<JsonElement>(Path)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Coverage_sums_failures_that_stand_and_forgets_withdrawn_ones()
    {
        var batch = new TableBatch(StoreTables.RulCoverage)
            .Add(North, Rows.Noon, "aaaa", 100, 90, 4, 6, 250.0, Rows.Noon.AddHours(-9), Rows.Noon.AddHours(-1), Rows.Noon)
            .Add(North, Rows.Noon.AddDays(1), "aaaa", 300, 200, 100, 0, 150.0, Rows.Noon, Rows.Noon.AddHours(1), Rows.Noon)
            .Add(North, Rows.Noon, "bbbb", 0, 0, 0, 0, 0.0, null, null, Rows.Noon)
            .Add(TwoRegionsFixture.South, Rows.Noon, "aaaa", 7, 0, 7, 0, 7.0, Rows.Noon, Rows.Noon, Rows.Noon);
        await _fixture.Host.CommitAsync(batch);
        (await _program.GetFromJsonAsync<JsonElement>("/api/v1/models/coverage")).GetArrayLength().ShouldBe(0, "no failure is on record");
        await PostAsync(_program, new { time = "2025-06-01T12:00:00Z", kind = "failed" });
        await PostAsync(_program, new { time = "2025-06-02T12:00:00Z", kind = "failed" });
        await PostAsync(_program, new { time = "2025-06-01T12:00:00Z", kind = "failed" }, TwoRegionsFixture.South);
        await PostAsync(_program, new { time = "2025-06-01T12:00:00Z", kind = "failed", withdrawn = true }, TwoRegionsFixture.South);
        var found = (await _program.GetFromJsonAsync<JsonElement>("/api/v1/models/coverage")).EnumerateArray().Single();
        (found.GetProperty("modelHash").GetString(), found.GetProperty("assets").GetInt32(), found.GetProperty("failures").GetInt32())
            .ShouldBe(("aaaa", 1, 2));
        (found.GetProperty("moments").GetInt64(), found.GetProperty("inside").GetInt64(), found.GetProperty("early").GetInt64(),
            found.GetProperty("late").GetInt64()).ShouldBe((400, 290, 104, 6));
        (found.GetProperty("coverage").GetDouble(), found.GetProperty("nominal").GetDouble(), found.GetProperty("meanErrorHours")
            .GetDouble()).ShouldBe((0.725, 0.8, 1.0));
    }

    private static async Task PostAsync(HttpClient client, object body, string asset = North)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/assets/{asset}/maintenance", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
