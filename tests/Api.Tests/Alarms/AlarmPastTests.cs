using System.Diagnostics;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>What was known when, and how fast all of it is known again.</summary>
public sealed class AlarmPastTests(ITestOutputHelper output)
{
    private const int Snapshots = 200;

    [Fact]
    public async Task As_of_T_equals_the_snapshot_that_was_really_taken_at_T()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var clock = new SetClock(Rows.Noon);
        await using var fixture = await AlarmFixture.StartAsync(clock,
            AlarmFixture.Rule("hot") with { Latched = true, ReAlarmAfter = TimeSpan.FromMinutes(5), Group = "heat" },
            AlarmFixture.Rule("cold") with { MaskedBy = "hot" }, AlarmFixture.Rule("warm") with { Group = "heat" });
        var standing = new Dictionary<(string, string, string), AlarmEventRow>();
        var taken = new List<(long At, string Alarms)>();
        while (taken.Count < Snapshots)
        {
            clock.Now = clock.Now.AddSeconds(random.Next(1, 90));
            if (random.Next(3) < 2) await fixture.CommitAsync(NextRow(fixture, random, clock.Now, standing));
            else await fixture.ActAsync(random, clock.Now);
            if (random.Next(2) > 0) continue;
            fixture.Book.Advance();
            taken.Add((UnixMicros.Of(clock.Now), Text(fixture.Book.All)));
        }
        taken.Select(t => t.Alarms).Distinct(StringComparer.Ordinal).Count()
            .ShouldBeGreaterThan(Snapshots / 4, "the history must be lively");
        var past = fixture.Host.Services.GetRequiredService<AlarmPast>();
        foreach (var (at, alarms) in taken)
            Text(await past.AsOfAsync(at, CancellationToken.None)).ShouldBe(alarms, $"as of {UnixMicros.ToUtc(at):O}");
        await using var restarted = await fixture.OtherAsync();
        restarted.Book.Advance();
        (await fixture.BrokenAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_hundred_thousand_active_alarms_are_known_again_after_a_restart()
    {
        await using var fixture = await AlarmFixture.StartAsync();
        var now = DateTime.UnixEpoch.AddMicroseconds(UnixMicros.Now(TimeProvider.System));
        var rows = Enumerable.Range(0, 100_000)
            .Select(i => fixture.Event(i % 2 == 0 ? "hot" : "cold", now.AddSeconds(-100), now.AddSeconds(-90), $"D{i / 2}")).ToArray();
        var watch = Stopwatch.StartNew();
        foreach (var chunk in rows.Chunk(1_000)) fixture.Host.Feed.PublishAlarms(chunk);
        output.WriteLine($"{100_000 / watch.Elapsed.TotalSeconds:N0} transitions/s through the feed");
        fixture.Book.All.Count(a => a.State == AlarmState.Unacknowledged).ShouldBe(100_000);
        await fixture.Host.CommitAsync(TableBatch.Of<AlarmEventRow>(rows));
        watch.Restart();
        await using var restarted = await fixture.OtherAsync();
        output.WriteLine($"100,000 active alarms after {watch.Elapsed.TotalSeconds:0.00} s, the rest of the host's start included");
        restarted.Book.All.Count(a => a.State == AlarmState.Unacknowledged).ShouldBe(100_000);
        restarted.Book.ChangedSince(restarted.Book.Version - 5).Count.ShouldBe(5);
        restarted.Book.ChangedSince(0).Count.ShouldBe(100_000);
    }

    /// <summary>Something that Scoring may find next: an alarm that begins, ends, never was, or is found late.</summary>
    internal static AlarmEventRow NextRow(
        AlarmFixture fixture, Random random, DateTime now, Dictionary<(string, string, string), AlarmEventRow> standing)
    {
        var asset = random.Next(2) == 0 ? AlarmFixture.North : AlarmFixture.South;
        var rule = ((string[])["hot", "cold", "warm"])[random.Next(3)];
        var level = random.Next(3) == 0 ? "high_high" : "high";
        var key = (asset, rule, level);
        if (standing.Remove(key, out var row))
        {
            var next = fixture.Event(rule, UnixMicros.ToUtc(row.EventTimeUnixMicros), now, asset, now.AddSeconds(-1), row.Priority, level);
            return random.Next(4) == 0 ? next with { Withdrawn = true, Because = "it never was" } : next;
        }
        var priority = level == "high" ? 2 : 3;
        if (random.Next(5) == 0) // found late
            return fixture.Event(rule, now.AddMinutes(-random.Next(20, 600)), now, asset, now.AddMinutes(-random.Next(1, 15)), priority,
                level);
        return standing[key] = fixture.Event(rule, now.AddSeconds(-random.Next(1, 30)), now, asset, priority: priority, level: level);
    }

    private static string Text(IEnumerable<Alarm> alarms) => string.Join('\n', alarms.Where(a => a.State != AlarmState.Normal)
        .OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => (a with { Version = 0 }).ToString()));
}
