using System.Net;
using System.Text.RegularExpressions;
using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace Maintenance.Dashboard.Tests;

/// <summary>The past is shown as it was known then: what Fleet and Drill show of a time is what was on the screen at that time.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    private const int Moments = 20;
    private static readonly string[] Drills = ["D1", "D2", "D3", "D4", "SILENT"];
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(Rows.Noon));
    private readonly List<AssessmentRow> _rows = [];
    private readonly Dictionary<string, long> _standing = new(StringComparer.Ordinal);
    private long _offset;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_replayed_is_what_was_on_the_screen(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var host = await StageHost.StartAsync(_clock, (_, registry) =>
        {
            registry.AddOrReplace([.. Drills.Select((d, i) => Rows.Drill(d, i % 2 == 0 ? "north-sea" : "santos"))]);
            return Task.CompletedTask;
        });
        host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of(AlarmRows.Rule()));
        using var client = host.Program();
        var seen = new List<(long At, string Drill, string Fleet, string Page)>();
        var shots = Enumerable.Range(0, 200).OrderBy(_ => random.Next()).Take(Moments).ToHashSet();
        for (var step = 0; step < 200; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(random.Next(25) == 0 ? random.Next(1800, 9000) : random.Next(1, 90)));
            await SendAsync(host, random);
            if (random.Next(10) == 0) await AlarmAsync(host, random);
            if (!shots.Contains(step)) continue;
            var drill = Drills[random.Next(Drills.Length)];
            seen.Add((Now, drill, Fleet(await client.GetStringAsync("/")), Drill(await client.GetStringAsync("/drills/" + drill))));
        }
        _clock.Advance(TimeSpan.FromHours(5));

        seen.Count.ShouldBe(Moments);
        foreach (var (at, drill, fleet, page) in seen)
        {
            Fleet(await client.GetStringAsync($"/?at={at / 1000}")).ShouldBe(fleet, $"fleet at {UnixMicros.ToUtc(at):O}, seed {seed}");
            Drill(await client.GetStringAsync($"/drills/{drill}?at={at / 1000}")).ShouldBe(page, $"{drill} at {UnixMicros.ToUtc(at):O}");
        }
        seen.Select(s => s.Fleet).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(Moments / 2, "the screens differ");
    }

    [Fact]
    public async Task What_became_known_later_stands_beside_what_was_known()
    {
        await using var host = await StageHost.StartAsync(_clock, (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("D1", "north-sea")]);
            return Task.CompletedTask;
        });
        using var client = host.Program();
        await CommitAsync(host, Row("D1", Now - 1_000_000, Now, 95, "A"));
        var moment = Now;
        var before = await client.GetStringAsync("/");
        before.ShouldNotContain("now known");
        _clock.Advance(TimeSpan.FromMinutes(10));
        await CommitAsync(host, Row("D1", moment - 1_000_000, Now, 22, "D"));

        foreach (var path in new[] { $"/?at={moment / 1000}", $"/drills/D1?at={moment / 1000}" })
        {
            var html = WebUtility.HtmlDecode(await client.GetStringAsync(path));
            html.ShouldContain("data-testid=\"replay\"");
            html.ShouldContain("Grade A: as new");
            html.ShouldContain("D, bearing wear 78\u00a0%, health 22.0 (received 2025-06-01 12:10:00 UTC)");
            html.ShouldContain("data-replay=\"true\"");
        }
        var now = WebUtility.HtmlDecode(await client.GetStringAsync("/"));
        now.ShouldContain("Grade D: act now");
        now.ShouldNotContain("data-testid=\"replay\"");
        // A time that is not past, or none at all, is the present.
        (await client.GetStringAsync("/?at=2999-01-01")).ShouldNotContain("data-testid=\"replay\"");
        (await client.GetStringAsync("/?at=yesterday")).ShouldNotContain("data-testid=\"replay\"");
        // Before anything was known, nothing is said of the drill.
        WebUtility.HtmlDecode(await client.GetStringAsync($"/?at={(moment - 60_000_000) / 1000}")).ShouldContain("no data");
    }

    [Fact]
    public async Task A_person_sees_the_past_of_their_regions_only()
    {
        await using var host = await StageHost.StartAsync(_clock, (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("D1", "north-sea"), Rows.Drill("D2", "santos")]);
            return Task.CompletedTask;
        });
        await CommitAsync(host, Row("D1", Now, Now, 95, "A"), Row("D2", Now, Now, 12, "D"));
        var moment = Now;
        _clock.Advance(TimeSpan.FromMinutes(10));
        using var client = await host.SignedInAsync("viewer", "north-sea");
        var fleet = await client.GetStringAsync($"/?at={moment / 1000}");
        fleet.ShouldContain("data-asset=\"D1\"");
        fleet.ShouldNotContain("data-asset=\"D2\"");
        using var other = await client.GetAsync($"/drills/D2?at={moment / 1000}");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private long Now => UnixMicros.Now(_clock);

    /// <summary>On time, late, correcting, ahead of the clock, with and without a grade.</summary>
    private async Task SendAsync(StageHost host, Random random)
    {
        var asset = Drills[random.Next(Drills.Length - 1)];
        var at = random.Next(8) switch
        {
            0 => Now - random.Next(1, 7200) * 1_000_000L,
            1 when _rows.LastOrDefault(r => r.Asset == asset) is { Asset: not null } earlier => earlier.EventTimeUnixMicros,
            2 => Now + random.Next(1, 4000) * 1_000_000L,
            _ => Now - random.Next(0, 3) * 1_000_000L,
        };
        var health = random.Next(100);
        var grade = random.Next(4) == 0 ? null : health > 85 ? "A" : health > 70 ? "B" : health > 40 ? "C" : "D";
        await CommitAsync(host, Row(asset, at, Now, health, grade));
    }

    private async Task CommitAsync(StageHost host, params AssessmentRow[] rows)
    {
        _rows.AddRange(rows);
        await host.CommitAsync(TableBatch.Of<AssessmentRow>(rows));
        host.Feed.Publish([.. rows.Select(r => Update(r, host.Registry.All.Single(a => a.Id.Value == r.Asset).Region))]);
    }

    /// <summary>Raises the alarm of a drill, or ends it.</summary>
    private async Task AlarmAsync(StageHost host, Random random)
    {
        var asset = Drills[random.Next(Drills.Length - 1)];
        var begun = _standing.Remove(asset, out var since) ? since : Now;
        var ended = begun == Now ? UnixMicros.None : Now;
        if (ended == UnixMicros.None) _standing[asset] = begun;
        var row = new AlarmEventRow
        {
            Asset = asset, Rule = AlarmRows.Rule().Id, Level = "high", EventTimeUnixMicros = begun, KnownAtUnixMicros = Now,
            LogPartition = 0, LogOffset = ++_offset, RuleVersion = 1, Priority = 2, RaisedUnixMicros = begun,
            ReturnedUnixMicros = ended, Value = 97, Limit = 95, Withdrawn = false, Because = "hot",
        };
        await host.CommitAsync(TableBatch.Of<AlarmEventRow>([row]));
        host.Feed.PublishAlarms([row]);
    }

    private AssessmentRow Row(string asset, long at, long knownAt, float health, string? grade) => new()
    {
        Asset = asset, EventTimeUnixMicros = at, KnownAtUnixMicros = knownAt, LogPartition = 0, LogOffset = ++_offset,
        HealthIndex = grade is null ? float.NaN : health, Grade = grade, FailureMode = grade is null ? null : "bearing_wear",
        FailureProbability = grade is null ? float.NaN : 1 - health / 100, RulP10Hours = 3, RulP50Hours = 30, RulP90Hours = 90,
        RulLimitHours = 1000, DrillingState = grade is null ? "idle" : "drilling", Reasons = grade is "C" or "D" ? Rows.Reasons : null,
        ModelHash = "hash", NotAssessed = grade is null ? "the string stands still" : null, Evidence = Rows.Evidence,
        Findings = grade is "D" ? Rows.Findings : null, SensorFaults = health % 7 == 0 ? Rows.SensorFaults : null, DescriptorSet = 3,
    };

    private static AssetUpdate Update(in AssessmentRow row, string region) => new()
    {
        Asset = row.Asset, Region = region, EventTimeUnixMicros = row.EventTimeUnixMicros, ReceivedUnixMicros = row.KnownAtUnixMicros,
        HealthIndex = row.HealthIndex, Grade = row.Grade ?? "", FailureMode = row.FailureMode ?? FailureModes.None,
        FailureProbability = row.FailureProbability, NotAssessed = row.NotAssessed, Evidence = row.Evidence, Findings = row.Findings,
        SensorFaults = row.SensorFaults, LifeP10Hours = row.RulP10Hours, LifeP50Hours = row.RulP50Hours, LifeP90Hours = row.RulP90Hours,
        LifeLimitHours = row.RulLimitHours, DrillingState = row.DrillingState, Reasons = row.Reasons,
        Channels = [], Means = [], Minima = [], Maxima = [],
    };

    private static string Fleet(string html) => Text(Part(html, "<nav class=\"tiles\"", "</nav>"))
        + Text(Regex.Replace(Part(html, "data-testid=\"fleet-list\"", "</table>"), "<span class=\"sub now-known\">[^<]*</span>", ""))
        + Text(Part(html, "aria-label=\"Open alarms by region\"", "</section>"));

    private static string Drill(string html) => Text(Part(html, "<header class=\"drill-head", "</header>"))
        + Text(Part(html, "data-testid=\"condition\"", "</section>")) + Text(Part(html, "data-testid=\"alarms\"", "</table>"));

    private static string Part(string html, string from, string to)
    {
        var start = html.IndexOf(from, StringComparison.Ordinal);
        start.ShouldBeGreaterThan(0, from);
        return html[(start + from.Length)..html.IndexOf(to, start, StringComparison.Ordinal)];
    }

    // From the end of the first tag on.
    private static string Text(string html) => Regex.Replace(
        WebUtility.HtmlDecode(Regex.Replace(html[(html.IndexOf('>') + 1)..], "<[^>]+>", " ")), "\\s+", " ").Trim();
}
