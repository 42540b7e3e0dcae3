using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Dashboard.Tests;

/// <summary>
/// A drill compared with its own past week, by REST and on its page: blocks of two days, the bearing band five times as strong in the last
/// two hours.
/// </summary>
public sealed class BaselineViewTests : IAsyncLifetime
{
    private const string Worn = "NO-GRANE-RIG2-D1";
    private const string Steady = "BR-BUZIOS-RIG1-D1";
    private const string New = "NO-GRANE-RIG2-D2";
    private const int Looks = 96;
    private static readonly DateTime End = Rows.Noon;
    private StageHost _host = null!;
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(fill: async (store, registry) =>
        {
            registry.AddOrReplace([Rows.Drill(Worn, "north-sea"), Rows.Drill(Steady, "santos"), Rows.Drill(New, "north-sea")]);
            var newest = new TableBatch(StoreTables.Assessment);
            foreach (var drill in new[] { Worn, Steady, New }) newest.AddAssessment(drill, End.AddSeconds(-1), 60, "C", "none");
            await store.CommitAsync(new StoreCommit
            {
                Batches =
                [Blocks(Worn, Looks, 3.5), Blocks(Steady, Looks, 0.7), Blocks(New, 10, 0.7), newest]
            }, CancellationToken.None);
        });
        _program = _host.Program();
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_unlike_itself_is_told_by_feature_and_in_words()
    {
        var told = await _program.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{Worn}/comparison");
        (told.GetProperty("drillingState").GetString(), told.GetProperty("usualWindows").GetInt32())
            .ShouldBe(("drilling", (Looks - 4) / 2));
        told.GetProperty("at").GetDateTime().ShouldBe(End.AddSeconds(-1));
        var worst = told.GetProperty("deviations")[0];
        worst.GetProperty("feature").GetString()!.ShouldStartWith("band_high");
        worst.GetProperty("value").GetDouble().ShouldBe(3.5, tolerance: 0.1);
        worst.GetProperty("usual").GetDouble().ShouldBe(0.7, tolerance: 0.02);
        worst.GetProperty("text").GetString()!.ShouldContain("5 × its usual level");
        told.GetProperty("score").GetDouble().ShouldBe(worst.GetProperty("spreads").GetDouble());

        // Three seconds after a half hour the newest look lies on both sides of its end.
        var shortly = await _program.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{Worn}/comparison?at={End.AddSeconds(3):O}");
        shortly.GetProperty("score").GetDouble().ShouldBe(told.GetProperty("score").GetDouble(), 10);

        var before = await _program.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{Worn}/comparison?at={End.AddHours(-3):O}");
        before.GetProperty("deviations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_drill_like_itself_has_no_deviation_and_a_new_one_is_not_known_yet()
    {
        var steady = await _program.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{Steady}/comparison");
        (steady.GetProperty("deviations").GetArrayLength(), steady.GetProperty("score").ValueKind).ShouldBe((0, JsonValueKind.Number));
        var young = await _program.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{New}/comparison");
        (young.GetProperty("score").ValueKind, young.GetProperty("usualWindows").GetInt32(), young.GetProperty("neededWindows").GetInt32())
            .ShouldBe((JsonValueKind.Null, 6, 24));
    }

    [Fact]
    public async Task A_repair_begins_a_new_past()
    {
        using var repaired = await _program.PostAsJsonAsync($"/api/v1/assets/{Worn}/maintenance",
            new { time = End.AddHours(-4), kind = "repaired" });
        repaired.EnsureSuccessStatusCode();
        (await _program.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{Worn}/comparison"))
            .GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Another_region_and_a_week_without_data_are_not_found_and_a_wrong_time_is_named()
    {
        using var south = await _host.SignedInAsync("viewer", "santos", "vera");
        using var foreign = await south.GetAsync($"/api/v1/assets/{Worn}/comparison");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var own = await south.GetAsync($"/api/v1/assets/{Steady}/comparison");
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var early = await _program.GetAsync($"/api/v1/assets/{Worn}/comparison?at=2020-01-01T00:00:00Z");
        early.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var wrong = await _program.GetAsync($"/api/v1/assets/{Worn}/comparison?at=soon");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_page_compares_when_it_is_asked_to()
    {
        (await _program.GetStringAsync($"/drills/{Worn}")).ShouldContain($"/drills/{Worn}?compare=own-past");
        var page = WebUtility.HtmlDecode(await _program.GetStringAsync($"/drills/{Worn}?compare=own-past"));
        page.ShouldContain("Outside its baseline");
        page.ShouldContain("5 × its usual level");
        WebUtility.HtmlDecode(await _program.GetStringAsync($"/drills/{Steady}?compare=own-past")).ShouldContain("Within its baseline");
        WebUtility.HtmlDecode(await _program.GetStringAsync($"/drills/{New}?compare=own-past")).ShouldContain("6 of 24 windows");
    }

    // The last ten seconds of each half hour; a corrected block counts once, as it is known now.
    private static TableBatch Blocks(string asset, int looks, double atTheEnd)
    {
        var batch = new TableBatch(StoreTables.Descriptor);
        var (state, band) = (Column("drilling_state"), Column("band_high"));
        for (var look = 1; look <= looks; look++)
            for (var second = -10; second < 0; second++)
                for (var version = 0; version < (second == -3 ? 2 : 1); version++)
                {
                    var row = new object?[StoreTables.Descriptor.Columns.Count];
                    var time = End.AddMinutes(30 * (look - looks)).AddSeconds(second);
                    object?[] head = [asset, time, time.AddSeconds(1 + version), 0, version, 1_000_000L, 10, "drilling", 0];
                    head.CopyTo(row, 0);
                    row[band] = second == -3 && version == 0 ? 1000 : (look > looks - 4 ? atTheEnd : 0.7) * (1 + 0.01 * (look % 5 - 2));
                    batch.Add(row);
                }
        return batch;

        static int Column(string name) => StoreTables.Descriptor.Columns.Index().Single(c => c.Item.Name == name).Index;
    }
}
