using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Tests;

/// <summary>Contracts of the REST calls (docs/rest.md).</summary>
public sealed class RestTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    private const string North = TwoRegionsFixture.North;
    private const string From = "2025-06-01T12:00:00Z";
    private const string To = "2025-06-01T12:10:00Z";

    [Fact]
    public async Task Assets_come_at_risk_first_with_exactly_the_fields_of_the_design()
    {
        var assets = (await GetAsync("/api/v1/assets")).EnumerateArray().ToArray();
        assets.Select(a => a.GetProperty("asset").GetString()).ShouldBe([North, TwoRegionsFixture.South, TwoRegionsFixture.Silent]);
        assets[0].EnumerateObject().Select(p => p.Name).ShouldBe(
            ["asset", "region", "site", "rig", "healthIndex", "grade", "failureMode", "notAssessed", "lastAssessment", "sensorFaults",
                "rulHours", "eventTime", "dataAgeSeconds", "clockAheadSeconds", "openAlarms"]);
        assets[0].GetProperty("rulHours").EnumerateObject().Select(p => p.Name).ShouldBe(["p10", "p50", "p90", "moreThan", "text"]);
        assets[0].GetProperty("healthIndex").GetDouble().ShouldBe(31, 1e-3);
        assets[0].GetProperty("grade").GetString().ShouldBe("D");
        assets[0].GetProperty("eventTime").GetString().ShouldBe("2025-06-01T12:00:59Z");
        assets[0].GetProperty("dataAgeSeconds").GetDouble().ShouldBeGreaterThan(0);
        foreach (var unknown in new[] { "healthIndex", "grade", "failureMode", "notAssessed", "lastAssessment", "eventTime",
            "dataAgeSeconds" })
            assets[2].GetProperty(unknown).ValueKind.ShouldBe(JsonValueKind.Null, "what is not known is null, never zero");
        (await GetAsync("/api/v1/assets?region=santos")).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Regions_count_their_assets_by_grade()
    {
        var north = (await GetAsync("/api/v1/regions")).EnumerateArray().Single(r => r.GetProperty("region").GetString() == "north-sea");
        north.GetProperty("assets").GetInt32().ShouldBe(2);
        north.GetProperty("grades").GetProperty("D").GetInt32().ShouldBe(1);
        north.GetProperty("grades").GetProperty("none").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_asset_tells_its_place_its_reasons_and_its_newest_values()
    {
        var asset = await GetAsync("/api/v1/assets/" + North);
        asset.GetProperty("latitude").GetDouble().ShouldBe(59.1);
        asset.GetProperty("failureProbability").GetDouble().ShouldBe(0.69, 1e-3);
        var reason = asset.GetProperty("reasons")[0];
        reason.GetProperty("text").GetString().ShouldBe("bearing impulsiveness (kurtosis) 7.81 (usual 2.7 to 3.6)");
        reason.GetProperty("contribution").GetDouble().ShouldBe(1.4);
        var torque = asset.GetProperty("channels").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "torque");
        torque.GetProperty("unit").GetString().ShouldBe("N.m");
        torque.GetProperty("value").GetDouble().ShouldBe(14_000);
        torque.GetProperty("eventTime").GetDateTime().ShouldBe(Rows.Noon.AddSeconds(99.9), "the newest that was before the end of the "
            + "assessed minute and its margin");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(200)]
    [InlineData(2000)]
    public async Task Decimation_keeps_every_extreme_at_any_number_of_points(int points)
    {
        var answer = await GetAsync($"/api/v1/assets/{North}/channels?from={From}&to=2025-06-01T12:02:00Z&points={points}&channels=torque");
        var torque = answer.GetProperty("channels").EnumerateArray().Single();
        var times = answer.GetProperty("timesUnixMillis").EnumerateArray().Select(t => t.GetDouble()).ToArray();
        times.Length.ShouldBeLessThanOrEqualTo(points);
        times.ShouldBe(times.Order());
        Numbers(torque, "max").Max().ShouldBe(90_000);
        Numbers(torque, "min").Min().ShouldBe(-5_000);
        var spike = Array.IndexOf(Numbers(torque, "max"), 90_000d);
        var at = new DateTimeOffset(Rows.Noon.AddSeconds(41.7)).ToUnixTimeMilliseconds();
        (at - times[spike]).ShouldBeInRange(0, answer.GetProperty("bucketSeconds").GetDouble() * 1000, "in the bucket of its time");
    }

    [Fact]
    public async Task Channels_can_be_named_by_mnemonic_and_a_customers_own_come_beside_them()
    {
        var answer =
            await GetAsync($"/api/v1/assets/{North}/channels?from={From}&to=2025-06-01T12:02:00Z&points=2000&channels=RPM,gas_ppm");
        answer.GetProperty("channels").EnumerateArray().Select(c => c.GetProperty("name").GetString())
            .ShouldBe(["rotary_speed", "gas_ppm"]);
        var gas = answer.GetProperty("channels")[1].GetProperty("mean").EnumerateArray().ToArray();
        gas.Count(v => v.ValueKind == JsonValueKind.Number).ShouldBe(1);
        gas.Count(v => v.ValueKind == JsonValueKind.Null).ShouldBe(gas.Length - 1);
        var all = await GetAsync($"/api/v1/assets/{North}/channels?from={From}&to={To}");
        all.GetProperty("channels").EnumerateArray().Select(c => c.GetProperty("name").GetString())
            .ShouldBe(["rotary_speed", "torque", "gas_ppm"], ignoreOrder: true);
    }

    [Fact]
    public async Task Buckets_of_successive_questions_have_the_same_borders()
    {
        var first =
            await GetAsync($"/api/v1/assets/{North}/channels?from=2025-06-01T12:00:00.3Z&to=2025-06-01T12:01:40.3Z&points=100&channels=torque");
        var second =
            await GetAsync($"/api/v1/assets/{North}/channels?from=2025-06-01T12:00:07.9Z&to=2025-06-01T12:01:47.9Z&points=100&channels=torque");
        double[] Times(JsonElement e) => [.. e.GetProperty("timesUnixMillis").EnumerateArray().Select(t => t.GetDouble())];
        Times(second).Intersect(Times(first)).Count().ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task Assessments_and_explanations_tell_what_is_known_now()
    {
        var rows = (await GetAsync($"/api/v1/assets/{North}/assessments?from={From}&to={To}")).EnumerateArray().ToArray();
        rows.Length.ShouldBe(60, "a correction replaces what it corrects");
        rows[30].GetProperty("failureMode").GetString().ShouldBe("imbalance");
        rows[30].GetProperty("knownAt").GetDateTime().ShouldBe(Rows.Noon.AddSeconds(90));
        var explained = await GetAsync($"/api/v1/assets/{North}/explanation?at=2025-06-01T12:00:30.9Z");
        explained.GetProperty("eventTime").GetDateTime().ShouldBe(Rows.Noon.AddSeconds(30));
        using var client = fixture.Host.Program();
        using var none = await client.GetAsync($"/api/v1/assets/{North}/explanation?at=2025-06-01T11:59:00Z");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Health_is_decimated_with_its_extremes()
    {
        var health = await GetAsync($"/api/v1/assets/{North}/health?from={From}&to={To}&points=10");
        var series = health.GetProperty("channels").EnumerateArray().Single();
        series.GetProperty("name").GetString().ShouldBe("health_index");
        Numbers(series, "min").Min().ShouldBe(12, 1e-3);
        Numbers(series, "max").Max().ShouldBe(90, 1e-3);
    }

    [Fact]
    public async Task Streams_tell_a_sender_what_is_stored()
    {
        var stream = (await GetAsync("/api/v1/streams/" + North)).EnumerateArray().Single();
        stream.GetProperty("epoch").GetInt64().ShouldBe(7);
        stream.GetProperty("sequenced").GetBoolean().ShouldBeTrue();
        stream.GetProperty("ranges").GetRawText().ShouldBe("[[0,999],[1009,1009]]");
    }

    [Fact]
    public async Task Completeness_gaps_and_dead_letters_account_for_every_reading()
    {
        var north = (await GetAsync("/api/v1/completeness")).EnumerateArray().Single(r => r.GetProperty("asset").GetString() == North);
        north.EnumerateObject().Select(p => p.Name).ShouldBe(["asset", "sent", "stored", "duplicates", "rejected", "missing", "late"]);
        north.GetProperty("sent").GetInt64().ShouldBe(1010);
        (north.GetProperty("stored").GetInt64() + north.GetProperty("missing").GetInt64() + north.GetProperty("rejected").GetInt64())
            .ShouldBe(1010);
        var gap = (await GetAsync("/api/v1/completeness/gaps?asset=" + North)).EnumerateArray().Single();
        gap.GetProperty("seconds").GetDouble().ShouldBe(300.1, 1e-6);
        var letters = (await GetAsync("/api/v1/dead-letters?reason=malformed")).EnumerateArray().Single();
        letters.GetProperty("payload").GetBytesFromBase64().ShouldBe([0x9f, 0, 1, 0xff]);
        (await GetAsync("/api/v1/dead-letters?limit=1")).EnumerateArray().Single().GetProperty("reason").GetString()
            .ShouldBe("malformed", "newest first");
    }

    [Theory]
    [InlineData("1748779200", "1748779320")]
    [InlineData("1748779200.0", "1748779320.0")]
    [InlineData("1748779200000", "1748779320000")]
    [InlineData("1748779200000000", "1748779320000000")]
    [InlineData("1748779200000000000", "1748779320000000000")]
    [InlineData("2025-06-01 12:00Z", "2025-06-01T14:02%2B02:00")]
    public async Task Times_may_be_Unix_numbers_of_any_unit(string from, string to)
    {
        var asked = await GetAsync($"/api/v1/assets/{North}/channels?from={from}&to={to}&points=10&channels=torque");

        asked.GetProperty("from").GetString().ShouldBe("2025-06-01T12:00:00Z");
        asked.GetProperty("to").GetString().ShouldBe("2025-06-01T12:02:00Z");
        asked.GetProperty("timesUnixMillis").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("/channels?from=yesterday", "from")]
    [InlineData("/channels?from=03/04/2024", "from")]
    [InlineData("/channels?from=2025-06-01T12:00:00+02:00", "from")] // + is a blank in a URL
    [InlineData("/channels?to=9999999999999999", "to")]
    [InlineData("/channels?from=2025-06-01&to=2025-05-01", "from")]
    [InlineData("/channels?points=9", "points")]
    [InlineData("/channels?points=many", "points")]
    [InlineData("/assessments?limit=0", "limit")]
    [InlineData("/explanation?at=x", "at")]
    public async Task A_bad_parameter_is_named_with_what_is_allowed(string tail, string parameter)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.GetAsync($"/api/v1/assets/{North}{tail}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(parameter);
        problem.GetProperty("detail").GetString()!.ShouldStartWith(parameter + ":");
    }

    [Fact]
    public async Task Every_call_is_described_by_openapi()
    {
        var document = await GetAsync("/openapi/v1.json");
        var paths = document.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToArray();
        paths.ShouldContain("/api/v1/assets/{asset}/channels");
        paths.ShouldContain("/api/v1/sql");
        paths.ShouldNotContain(p => !p.StartsWith("/api/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no such region name because it is long", null, null, "region")]
    [InlineData("north-sea", 91.0, 0.0, "latitude")]
    [InlineData("north-sea", 0.0, -181.0, "longitude")]
    public async Task A_wrong_registration_changes_nothing(string region, double? latitude, double? longitude, string parameter)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.PutAsJsonAsync("/api/v1/assets/WRONG-D1",
            new { region, site = "S", rig = "R", latitude, longitude });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name)
            .ShouldContain(parameter);
        fixture.Host.Registry.TryGet("WRONG-D1", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_registered_drill_is_in_table_registry_and_fleet()
    {
        await using var host = await StageHost.StartAsync();
        using var client = host.Program();
        using var answer = await client.PutAsJsonAsync("/api/v1/assets/NEW-D1",
            new
            {
                region = "north-sea", site = "GRANE", rig = "RIG1", latitude = 59.5, longitude = 2.5, bitDiameterM = 0.2159,
                rigType = "jack-up", assetClass = "top-drive",
            });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Registry.TryGet("NEW-D1", out var asset).ShouldBeTrue();
        asset!.BitDiameterM.ShouldBe(0.2159);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/assets")).EnumerateArray().Single().GetProperty("asset").GetString()
            .ShouldBe("NEW-D1");
        var row = (await host.Store.QueryAsync(new("SELECT region, latitude_deg, rig_type, asset_class FROM asset WHERE asset = ?", "NEW-D1"),
            CancellationToken.None)).Rows.Single();
        row.ShouldBe(["north-sea", 59.5, "jack-up", "top-drive"]);
        StoreTables.Asset.Columns.Count.ShouldBe(9, "a new column must be registered too");
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static double[] Numbers(JsonElement series, string name) =>
        [.. series.GetProperty(name).EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())];
}
