using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Dashboard.Tests;

/// <summary>Spectrum, envelope and trajectory on the page of a drill, without a script; what is missing is said.</summary>
public sealed class DrillAnalysisTests : IAsyncLifetime
{
    private const double Rate = 5_120;
    private const double ShaftHz = 10;
    private static readonly BearingGeometry Bearing = new(9, 0.00794, 0.03904);
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
    private StageHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var known = Rows.Drill("KNOWN", "north-sea");
        var machine = new MeasurementLocation(known.Id, "top-drive", 2.5, Bearing, 23, 400, false);
        _host = await StageHost.StartAsync(fill: (_, registry) =>
        {
            registry.AddOrReplace([known with { Locations = MeasurementLocations.Of([machine]) }, Rows.Drill("UNKNOWN", "north-sea"),
                Rows.Drill("EMPTY", "north-sea")]);
            return Task.CompletedTask;
        });
        var period = 1 / (Bearing.OuterRaceOrder * ShaftHz);
        var impacts = Samples(t => 8 * Math.Exp(-(t % period) * 900) * Math.Sin(2 * Math.PI * 1_800 * (t % period)));
        await _host.CommitAsync(
            TableBatch.Of(Waveform("KNOWN", 0, impacts), Waveform("KNOWN", 5, impacts), Waveform("UNKNOWN", 5, impacts)),
            Blocks("KNOWN"));
        _client = await _host.SignedInPersonAsync("admin", StageHost.AdminPassword);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_defect_of_the_outer_race_stands_out_at_its_line_and_waveforms_are_stepped_through()
    {
        var plain = await PageAsync("/drills/KNOWN");
        plain.QuerySelector("[data-testid=spectrum]").ShouldBeNull("it is computed on request");
        var page = await PageAsync(plain.QuerySelector("#spectrum a")!.GetAttribute("href")!);
        var view = page.QuerySelector("[data-testid=spectrum]")!;
        view.QuerySelectorAll("spectrum-view").Length.ShouldBe(2);
        view.QuerySelector(".range-text")!.TextContent.ShouldContain("top-drive · 8,192 samples at 5,120 Hz · shaft at 600 rev/min");
        view.QuerySelector(".notice").ShouldBeNull();
        var lines = view.QuerySelectorAll("[data-testid=spectrum-lines] tbody tr")
            .Select(r => r.QuerySelectorAll("th, td").Select(c => c.TextContent.Trim()).ToArray()).ToArray();
        var outer = lines.Single(l => l[0].StartsWith("BPFO ", StringComparison.Ordinal));
        outer[2].ShouldBe((Bearing.OuterRaceOrder * ShaftHz).ToString("N2", CultureInfo.InvariantCulture));
        lines.Where(l => l[1] == "envelope").MaxBy(l => double.Parse(l[5].TrimEnd('×'), CultureInfo.InvariantCulture))![0]
            .ShouldContain("BPFO");
        lines.ShouldContain(l => l[0].StartsWith("mesh −1", StringComparison.Ordinal));
        view.QuerySelectorAll("spectrum-view")[1].GetAttribute("data-marks")!.ShouldContain(";outer;BPFO|");

        view.QuerySelector("a[rel=next]").ShouldBeNull();
        var before = await PageAsync(view.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        before.QuerySelector("a[rel=prev]").ShouldBeNull();
        before.QuerySelector("[data-testid=spectrum] a[rel=next]").ShouldNotBeNull();
        before.QuerySelectorAll("spectrum-view").Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_spectrum_lacks_is_said()
    {
        var unknown = (await PageAsync("/drills/UNKNOWN?spectrum=newest")).QuerySelector("[data-testid=spectrum]")!;
        unknown.QuerySelectorAll("spectrum-view").Length.ShouldBe(2, "amplitudes need no geometry");
        unknown.QuerySelectorAll(".notice").Select(n => n.TextContent).ShouldBe(
        [
            "The rotary speed was not measured in this block, so that no line of the machine can be placed.",
            "Nothing is known of the machine at 'top-drive': register it with the drill (measurementLocations) for lines of bearing and "
                + "gear.",
        ]);
        unknown.QuerySelector("[data-testid=spectrum-lines]").ShouldBeNull();
        (await PageAsync("/drills/EMPTY?spectrum=newest")).QuerySelector("[data-testid=spectrum] .empty")!.TextContent
            .ShouldStartWith("No waveform of EMPTY is stored in the 31 days before ");
        (await PageAsync("/drills/KNOWN?spectrum=newest&location=elsewhere")).QuerySelector("[data-testid=spectrum] .empty")!.TextContent
            .ShouldContain("of 'elsewhere'");
    }

    [Theory]
    [InlineData("metric", "m", 1)]
    [InlineData("oilfield", "ft", 1 / 0.3048)]
    public async Task The_hole_is_drawn_in_plan_and_section_with_its_stations_in_the_readers_unit(string units, string unit, double scale)
    {
        StageHost.CookiesOf(_client).Add(new Uri(_host.Url), new Cookie("maintenance-units", units));
        var plain = await PageAsync("/drills/KNOWN");
        var page = await PageAsync(plain.QuerySelector("#trajectory a")!.GetAttribute("href")!);
        var view = page.QuerySelector("[data-testid=trajectory]")!;
        view.QuerySelectorAll("figure figcaption").Select(c => c.TextContent).ShouldBe(["Plan", "Section in azimuth 90°"]);
        view.QuerySelectorAll("path.course").Select(p => p.GetAttribute("d")!)
            .ShouldAllBe(d => d.StartsWith('M') && !d.Contains("NaN", StringComparison.Ordinal));
        view.QuerySelectorAll("svg text").ShouldContain(t => t.TextContent.EndsWith(" " + unit, StringComparison.Ordinal));
        double[][] rows =
        [
            .. view.QuerySelectorAll("[data-testid=stations] tbody tr").Select(r => r.QuerySelectorAll("th, td")
                .Select(c => double.Parse(c.TextContent, CultureInfo.InvariantCulture)).ToArray()),
        ];
        rows.Length.ShouldBeGreaterThan(50);
        var radius = 900 * 2 / Math.PI * scale;
        rows[^1][4].ShouldBe(radius, radius * 0.05, "as far to the east as down, on a quarter of a circle");
        rows[^1][5].ShouldBe(radius, radius * 0.05);
        rows[^1][0].ShouldBe(1_900 * scale, 15 * scale);
        (await PageAsync("/drills/EMPTY?trajectory=shown")).QuerySelector("[data-testid=trajectory] .empty")!.TextContent
            .ShouldStartWith("The course of the hole is not known: it needs inclination and azimuth with the depth of bit or hole");
    }

    private static WaveformRow Waveform(string asset, int second, byte[] samples) => new()
    {
        Asset = asset, EventTimeUnixMicros = UnixMicros.Of(Now.AddSeconds(second)), Location = "top-drive", SampleRateHz = (float)Rate,
        Samples = samples,
    };

    private static byte[] Samples(Func<double, double> of)
    {
        var random = new Random(1);
        return MemoryMarshal.AsBytes<float>(
            [.. Enumerable.Range(0, 8_192).Select(i => (float)(of(i / Rate) + (0.002 * (random.NextDouble() - 0.5))))]).ToArray();
    }

    // The bit goes down a quarter of a circle towards the east while it turns at 240 rev/min.
    private static TableBatch Blocks(string asset)
    {
        var batch = new TableBatch(StoreTables.Descriptor);
        for (var i = 0; i <= 900; i++)
        {
            var time = Now.AddSeconds(i - 895);
            var row = new object?[batch.Schema.Columns.Count];
            object?[] head = [asset, time, time.AddSeconds(1), 0, i, 1_000_000L, 10, "drilling", 0];
            head.CopyTo(row, 0);
            Set(StandardChannels.RotarySpeed, 240);
            Set(StandardChannels.BitDepth, 1_000 + i);
            Set(StandardChannels.Inclination, i / 10.0);
            Set(StandardChannels.Azimuth, 90);
            batch.Add(row);

            void Set(int channel, double value) => row[batch.Schema.Columns.Index().Single(c => c.Item.Name
                == ChannelStatistics.ColumnOf(StandardChannels.All[channel], ChannelStatisticKind.Mean)).Index] = value;
        }
        return batch;
    }

    private async Task<IDocument> PageAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
