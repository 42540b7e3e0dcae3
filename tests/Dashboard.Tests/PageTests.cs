using System.Net;
using System.Text.RegularExpressions;

namespace Maintenance.Dashboard.Tests;

/// <summary>Pages as the server renders them: complete without JavaScript, and safe.</summary>
public sealed partial class PageTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    private const string North = TwoRegionsFixture.North;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/data")]
    [InlineData("/alarms/rules")]
    [InlineData("/alarms/rules/new?name=mine")]
    [InlineData("/alarms/notifications")]
    [InlineData("/alarms/notifications/new?kind=rota&name=mine")]
    [InlineData("/models")]
    [InlineData("/sql")]
    [InlineData("/account")]
    [InlineData("/users")]
    [InlineData("/work-orders")]
    [InlineData("/regions")]
    [InlineData("/regions/north-sea?period=month")]
    [InlineData("/regions/north-sea/report")]
    [InlineData("/work-orders/new?asset=" + North)]
    [InlineData("/drills/" + North)]
    [InlineData("/?at=2025-06-01T12:00:30Z")]
    [InlineData("/drills/" + North + "?at=2025-06-01T12:00:30Z")]
    [InlineData("/no-such-page")]
    public async Task Every_page_forbids_inline_script_and_style_and_has_none(string path)
    {
        using var client = fixture.Host.Program();
        using var answer = await client.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("base-uri 'self';");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var html = await answer.Content.ReadAsStringAsync();
        InlineStyle().IsMatch(html).ShouldBeFalse();
        InlineScript().IsMatch(html).ShouldBeFalse();
        html.ShouldContain("<html lang=\"en\">");
        html.ShouldContain("name=\"viewport\"");
    }

    [Fact]
    public async Task The_bundle_is_cached_for_ever_under_its_digest_and_compressed()
    {
        using var client = fixture.Host.Anonymous();
        var page = await client.GetStringAsync("/sign-in");
        foreach (Match match in Asset().Matches(page))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, match.Value);
            request.Headers.Add("Accept-Encoding", "br");
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        }
        Asset().Count(page).ShouldBe(3, "style and two scripts: run `npm run build` before the tests");
        page.ShouldContain("blazor.web.js");
        using var old = await client.GetAsync("/assets/0000000000000000/main.js");
        old.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_fleet_page_lists_drills_by_risk_with_value_words_and_age()
    {
        var html = await GetAsync("/");
        RowAssets(html).ShouldBe([North, TwoRegionsFixture.South, TwoRegionsFixture.Silent]);
        html.ShouldContain("data-testid=\"fleet-list\"");
        html.ShouldContain("last: D, bearing wear 69\u00a0%, ");
        html.ShouldContain("no data for ");
        html.ShouldContain("stale ");
        html.ShouldContain("no data");
        RowAssets(await GetAsync("/?region=santos")).ShouldBe([TwoRegionsFixture.South]);
        RowAssets(await GetAsync("/?grade=none")).ShouldBe([TwoRegionsFixture.Silent]);
        RowAssets(await GetAsync("/?grade=unassessed")).ShouldBe([North, TwoRegionsFixture.South], "not heard of for long");
        RowAssets(await GetAsync("/?grade=D")).ShouldBeEmpty();
        (await GetAsync("/?region=atlantis")).ShouldContain("Region “atlantis” does not exist, or you do not have access to it.");
    }

    [Fact]
    public async Task A_recorded_drill_shows_the_end_of_its_data_with_charts_and_table()
    {
        var html = await GetAsync("/drills/" + North);
        html.ShouldContain("This drill is not sending data.");
        html.ShouldContain("bearing impulsiveness (kurtosis) 7.81 (usual 2.7 to 3.6)");
        html.ShouldContain("data-channel=\"torque\"");
        html.ShouldContain("data-channel=\"health_index\"");
        html.ShouldContain("kN·m");
        html.ShouldContain("<path class=\"line\" d=\"M");
        html.ShouldContain("data-live=\"false\"");
        html.ShouldContain("2025-06-01 12:00:59 UTC");
    }

    [Fact]
    public async Task A_drill_page_says_what_to_do_and_what_can_be_seen_of_each_failure_mode()
    {
        await using var host = await StageHost.StartAsync(fill: (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("D1", "north-sea")]);
            return Task.CompletedTask;
        });
        host.Feed.Publish([Rows.Update("D1", "north-sea", Now, 31, "D", "bearing_wear", Rows.Reasons) with
        { Evidence = Rows.Evidence, Findings = Rows.Findings, SensorFaults = Rows.SensorFaults }]);
        using var client = host.Program();
        var html = WebUtility.HtmlDecode(await client.GetStringAsync("/drills/D1"));
        html.ShouldContain("<dd data-field=\"advice\">Take a grease sample.</dd>");
        html.ShouldContain("<dt>Cannot be seen</dt><dd><strong>Gear wear, whirl</strong> "
            + "<span class=\"detail\">no vibration waveform</span>");
        html.ShouldContain("<dt>Sensor fault</dt><dd><strong>Vibration lateral: saturated</strong>");
        html.ShouldContain("Grade D: act now");
    }

    [Fact]
    public async Task Units_and_zone_follow_the_person()
    {
        using var client = await fixture.Host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        var page = await client.GetStringAsync("/drills/" + North);
        StageHost.CookiesOf(client).Add(new Uri(fixture.Host.Url), new Cookie("maintenance-browser-zone", "Asia%2FTokyo"));
        using var saved = await client.PostAsync("/preferences",
            SignIn.Form(page, ("units", "oilfield"), ("zone", "local"), ("returnUrl", "/drills/" + North)));
        saved.Headers.Location!.ToString().ShouldBe("/drills/" + North);
        var after = WebUtility.HtmlDecode(await client.GetStringAsync("/drills/" + North));
        after.ShouldContain("kft·lbf");
        after.ShouldContain("bearing temperature 179\u00a0°F (usual 104 to 149)");
        after.ShouldContain("2025-06-01 21:00:59 Asia/Tokyo");
    }

    [Fact]
    public async Task The_data_page_marks_what_is_missing_and_previews_refused_bytes()
    {
        var html = await GetAsync($"/data?asset={North}");
        html.ShouldContain("class=\"right number bad\"");
        html.ShouldContain("Gaps of " + North);
        html.ShouldContain("5 min");
        html.ShouldContain("{&quot;rpm&quot;:1}");
        (await GetAsync("/data")).ShouldContain("9f 00 01 ff");
    }

    [Fact]
    public async Task An_empty_installation_says_what_to_do()
    {
        await using var host = await StageHost.StartAsync();
        using var client = host.Program();
        (await client.GetStringAsync("/")).ShouldContain("No drill is registered.");
        (await client.GetStringAsync("/data")).ShouldContain("Nothing has been sent yet.");
    }

    [Fact]
    public async Task What_a_drill_sends_cannot_become_markup()
    {
        await using var host = await StageHost.StartAsync(fill: (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("D1", "north-sea")]);
            return Task.CompletedTask;
        });
        host.Feed.Publish([Rows.Update("D1", "north-sea", Now, 20, "D", "<script>alert(1)</script>", "[\"<img src=x>\"]") with
        {
            Evidence = """{"imbalance":{"evidence":"none","because":"<img src=x>"}}""",
            SensorFaults = """[{"channel":"<img src=x>","fault":"<script>alert(1)</script>"}]""",
        }]);
        using var client = host.Program();
        foreach (var path in new[] { "/", "/drills/D1" })
        {
            var html = await client.GetStringAsync(path);
            html.ShouldNotContain("<script>alert");
            html.ShouldNotContain("<img src=x>");
            html.ShouldContain("&lt;img src=x&gt;");
        }
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private async Task<string> GetAsync(string path)
    {
        using var client = fixture.Host.Program();
        return WebUtility.HtmlDecode(await client.GetStringAsync(path)) is var text && path.StartsWith("/data", StringComparison.Ordinal)
            ? await client.GetStringAsync(path)
            : text;
    }

    // Without the template, of which the client makes rows.
    private static string[] RowAssets(string html) => [.. Row().Matches(html.Split("<template")[0]).Select(m => m.Groups["id"].Value)];

    [GeneratedRegex("data-testid=\"fleet-row\" data-asset=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("<style|\\sstyle=|\\son[a-z]+=\"", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("<script(?![^>]*\\ssrc=)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineScript();

    [GeneratedRegex("/assets/[0-9a-f]{16}/(main|blazor\\.web)\\.(js|css)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
