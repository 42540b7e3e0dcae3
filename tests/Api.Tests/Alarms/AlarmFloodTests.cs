using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>A flood, and alarms that never come to rest: what is kept of them is bounded, and the most urgent is on top.</summary>
public sealed class AlarmFloodTests
{
    private const int Drills = 2_000;
    private const int Flapping = 20;
    private const int MostInputs = 32;
    private const int MostEvents = 17;
    private static readonly string[] Rules = ["r0", "r1", "r2", "r3", "r4"];

    [Fact]
    public async Task What_is_kept_of_ten_thousand_alarms_levels_off_however_often_they_change()
    {
        var clock = new SetClock(Rows.Noon, hasTimers: false);
        await using var fixture = await AlarmFixture.StartAsync(clock,
            [.. Rules.Select(rule => AlarmFixture.Rule(rule) with { Group = "heat" })]);
        var standing = new Dictionary<(int Drill, string Rule), AlarmEventRow>();
        for (var drill = 0; drill < Drills; drill++)
            foreach (var rule in Rules)
                standing[(drill, rule)] = fixture.Event(rule, clock.Now.AddMilliseconds(drill / 2.0), clock.Now.AddSeconds(1), $"D{drill}");
        standing[(1_234, "r3")] = standing[(1_234, "r3")] with { Priority = 3 };
        clock.Now = clock.Now.AddSeconds(1);
        foreach (var some in standing.Values.Chunk(1_000)) fixture.Host.Feed.PublishAlarms(some);
        fixture.Book.All.Count(a => a.State == AlarmState.Unacknowledged).ShouldBe(Drills * Rules.Length);
        using var program = fixture.Host.Program();
        (await program.GetFromJsonAsync<JsonElement[]>("/api/v1/alarms?limit=1"))!.ShouldHaveSingleItem().GetProperty("id").GetString()
            .ShouldBe(Alarm.IdOf("D1234", "r3"), "the only one of high priority");

        Change(60);
        var (inputs, events) = Kept(fixture);
        inputs.ShouldBe(Flapping * MostInputs);
        events.ShouldBe(Flapping * Rules.Length * MostEvents);
        Change(60);
        Kept(fixture).ShouldBe((inputs, events), "twice as many changes keep no more");
        fixture.Book.All.Count(a => a.State == AlarmState.Unacknowledged).ShouldBe(Drills * Rules.Length);

        clock.Now = clock.Now.AddMinutes(11);
        fixture.Book.Forget();
        Kept(fixture).ShouldBe((0, events), "nothing comes before them any more");
        Change(2);
        fixture.Book.All.Count(a => a.State == AlarmState.Unacknowledged).ShouldBe(Drills * Rules.Length);

        // Each returns and is raised again, in turns.
        void Change(int times)
        {
            for (var i = 0; i < times; i++)
            {
                clock.Now = clock.Now.AddSeconds(1);
                var rows = new List<AlarmEventRow>();
                for (var drill = 0; drill < Flapping; drill++)
                    foreach (var rule in Rules)
                    {
                        var row = standing[(drill, rule)];
                        rows.Add(standing[(drill, rule)] = row.ReturnedUnixMicros != UnixMicros.None
                            ? fixture.Event(rule, clock.Now, clock.Now, $"D{drill}")
                            : fixture.Event(rule, UnixMicros.ToUtc(row.EventTimeUnixMicros), clock.Now, $"D{drill}", clock.Now));
                    }
                fixture.Host.Feed.PublishAlarms(rows);
            }
        }
    }

    private static (int Inputs, int Events) Kept(AlarmFixture fixture)
    {
        var kept = Enumerable.Range(0, Flapping).Select(drill => fixture.Book.KeptOf($"D{drill}")).ToList();
        return (kept.Sum(k => k.Inputs), kept.Sum(k => k.Events));
    }
}
