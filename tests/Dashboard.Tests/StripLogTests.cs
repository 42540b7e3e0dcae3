using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Maintenance.Api.Wording;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Tests;

/// <summary>The strip log as the server draws it, and the arithmetic that its script shares.</summary>
public sealed class StripLogTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    private const string North = TwoRegionsFixture.North;

    [Fact]
    public async Task Without_script_the_log_shows_the_usual_tracks_that_the_drill_sends()
    {
        var html = await GetAsync("/drills/" + North);

        Tracks(html).ShouldBe([["rotary_speed", "torque"]], "of the usual channels this drill sends two");
        Regex.Count(html, "class=\"log-svg\"").ShouldBe(1);
        html.ShouldContain("Torque between 0 and 100 kN·m");
        html.ShouldMatch("<path class=\"line\" d=\"M[^\"]+\"");
        html.ShouldContain("data-live=\"false\"");
    }

    [Fact]
    public async Task The_address_chooses_tracks_and_comparison_and_keeps_them_from_range_to_range()
    {
        var html = await GetAsync($"/drills/{North}?range=1h&t1=torque&t1=hook_load&t3=nonsense&t4=RPM&with=yesterday");

        Tracks(html).ShouldBe([["torque", "hook_load"], ["rotary_speed"]]);
        html.ShouldContain("data-with=\"yesterday\"");
        html.ShouldContain("href=\"/drills/" + North + "?range=6h&t1=torque&t1=hook_load&t4=rotary_speed&with=yesterday#log\"");
        html.ShouldContain("Hook load: no data", Case.Sensitive, "a channel that was asked for is not hidden");
        html.ShouldContain("<input type=\"hidden\" name=\"range\" value=\"1h\"");
        (await GetAsync($"/drills/{North}?with=BR-NOWHERE-R9")).ShouldNotContain("data-with");
    }

    [Fact]
    public async Task By_depth_a_drill_that_sends_none_says_so_and_the_address_leads_back_to_time()
    {
        var html = await GetAsync($"/drills/{North}?range=1h&t1=torque&axis=depth");

        html.ShouldContain("No hole depth in this time range: the log cannot be shown by depth.");
        html.ShouldContain($"href=\"/drills/{North}?range=1h&t1=torque#log\"");
        html.ShouldContain($"href=\"/drills/{North}?range=6h&axis=depth&t1=torque#log\"", Case.Sensitive, "ranges keep the axis");
    }

    [Fact]
    public async Task A_person_of_one_region_cannot_compare_with_a_drill_of_another()
    {
        using var client = await fixture.Host.SignedInAsync("viewer", "north-sea", "strip");
        var html = await client.GetStringAsync($"/drills/{North}?with={TwoRegionsFixture.South}");
        html.ShouldNotContain("data-with");
        html.ShouldNotContain($"<option value=\"{TwoRegionsFixture.South}\"");
        html.ShouldContain($"<option value=\"{TwoRegionsFixture.Silent}\"", Case.Sensitive, "their own can be chosen");
    }

    [Fact]
    public async Task A_reason_has_its_own_trend_against_its_usual_band()
    {
        await using var host = await StageHost.StartAsync(fill: async (store, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("D1", "north-sea")]);
            var blocks = new TableBatch(StoreTables.Descriptor);
            for (var i = 0; i < 60; i++) blocks.Add(Described("D1", Rows.Noon.AddMinutes(i), 50 + i / 2.0));
            await store.CommitAsync(new StoreCommit
            {
                Batches = [blocks, new TableBatch(StoreTables.Assessment)
                    .AddAssessment("D1", Rows.Noon.AddMinutes(59), 31, "D", "bearing_wear", Rows.Reasons)],
            }, CancellationToken.None);
        });
        using var client = host.Program();
        var html = WebUtility.HtmlDecode(await client.GetStringAsync("/drills/D1"));

        var trends = Regex.Match(html, "data-testid=\"reason-trends\".*?</ul>", RegexOptions.Singleline).Value;
        trends.ShouldContain("Bearing temperature 81.5\u00a0°C (usual 40 to 65)");
        trends.ShouldMatch("<rect class=\"usual\"");
        trends.ShouldMatch("<path class=\"line\" d=\"M");
        trends.ShouldContain("No values in the 6 hours", Case.Sensitive, "kurtosis was not stored: that is said, not drawn as nothing");
    }

    [Fact]
    public void A_trend_is_drawn_in_one_box_with_its_usual_band()
    {
        var range = new TimeRange(0, 10_000_000);
        var series = new ChannelSeries("bearing_temperature_mean", Channel: null, 2);
        (series.Means[0], series.Minima[0], series.Maxima[0]) = (50, 40, 60);
        (series.Means[1], series.Minima[1], series.Maxima[1]) = (80, 70, 90);
        var history = new ChannelHistory(1_000_000, [0, 1_000_000], [series]);
        var reason = new Reason("hot", "bearing_temperature_mean_max", 90, "degC", UsualLow: 40, UsualHigh: 65);

        var trend = ReasonTrend.Of([reason, reason], history, range, UnitSystem.Metric).ShouldHaveSingleItem("each descriptor once");

        trend.UsualTop.ShouldBe(50.0, "65 lies half way between 40 and 90");
        trend.UsualHeight.ShouldBe(50.0);
        trend.Path.Line.ShouldBe("M0.0 80.0L60.0 20.0");
        ReasonTrend.DescriptorsOf([reason, new Reason("words"), new Reason("x", "no_such_column; DROP TABLE")])
            .ShouldBe(["bearing_temperature_mean"]);
    }

    [Fact]
    public void Silence_breaks_a_curve()
    {
        var range = new TimeRange(0, 60_000_000);
        var torque = StandardChannels.All[StandardChannels.Torque];
        long[] seconds = [0, 1, 2, 30, 31];
        var series = new ChannelSeries("torque", torque, seconds.Length);
        for (var i = 0; i < seconds.Length; i++) series.Means[i] = series.Minima[i] = series.Maxima[i] = i == 1 ? float.NaN : 1000 * i;
        var history = new ChannelHistory(1_000_000, [.. seconds.Select(s => s * 1_000_000)], [series]);

        var curve = LogCurve.Of(history, torque, DisplayUnits.Of(torque, UnitSystem.Metric), range);

        Regex.Count(curve.Line, "M").ShouldBe(3, "first reading, third reading, and what came after the silence");
        LogCurve.Of(null, torque, DisplayUnits.Of(torque, UnitSystem.Metric), range).Scale.ShouldBeNull();
    }

    [Fact]
    public async Task The_script_s_arithmetic_holds_and_agrees_with_the_server_s()
    {
        var random = new Random(5);
        var scales = Enumerable.Range(0, 300).Select(_ =>
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 6));
            var high = low + random.NextDouble() * Math.Pow(10, random.Next(-3, 6));
            var scale = LogScale.Of(low, high);
            return new[] { low, high, scale.Low, scale.High };
        });
        var start = new ProcessStartInfo("npm", ["run", "--silent", "test"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SCALES"] = JsonSerializer.Serialize(scales);
        using var npm = Process.Start(start)!;
        var errors = npm.StandardError.ReadToEndAsync();
        var output = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();

        npm.ExitCode.ShouldBe(0, output + await errors);
        int.Parse(Regex.Match(output, "(?<=^# pass )\\d+", RegexOptions.Multiline).Value).ShouldBeGreaterThan(8, output);
    }

    private static object?[] Described(string asset, DateTime time, double temperature)
    {
        var columns = StoreTables.Descriptor.Columns;
        var row = new object?[columns.Count];
        foreach (var (i, column) in columns.Index())
            row[i] = column.Name switch
            {
                "asset" => asset,
                "event_time" => time,
                "known_at" => time.AddSeconds(1),
                "duration_us" => 1_000_000L,
                "reading_count" => 10,
                "drilling_state" => "drilling",
                "bearing_temperature_mean" => temperature,
                "log_partition" or "log_offset" or "quality" or "descriptor_set" => 0,
                _ => null,
            };
        return row;
    }

    private static string[][] Tracks(string html) =>
    [
        .. Regex.Matches(html, "<ul class=\"log-head\".*?</ul>", RegexOptions.Singleline)
            .Select(m => Regex.Matches(m.Value, "(?<=data-channel=\")[^\"]+").Select(c => c.Value).ToArray()),
    ];

    private async Task<string> GetAsync(string path)
    {
        using var client = fixture.Host.Program();
        return WebUtility.HtmlDecode(await client.GetStringAsync(path));
    }
}
