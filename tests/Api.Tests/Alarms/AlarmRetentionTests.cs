using System.Net;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>Retention takes only what no alarm depends on: list, restart and past are as before, and what is gone is said to be.</summary>
public sealed class AlarmRetentionTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(40);
    private static readonly TimeSpan KeptReturned = TimeSpan.FromDays(30);

    [Fact]
    public async Task Alarms_now_after_a_restart_and_as_of_any_time_since_are_as_before()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var clock = new SetClock(Rows.Noon);
        await using var fixture = await AlarmFixture.StartAsync(clock,
            AlarmFixture.Rule("hot") with { ReAlarmAfter = TimeSpan.FromMinutes(5), Group = "heat" },
            AlarmFixture.Rule("cold") with { MaskedBy = "hot" }, AlarmFixture.Rule("warm") with { Group = "heat" });
        await PlayAsync(fixture, random, clock);
        var past = fixture.Host.Services.GetRequiredService<AlarmPast>();
        var (before, whole) = (clock.Now - Age - KeptReturned, clock.Now - Age);
        var times = Enumerable.Range(0, 60).Select(_ => UnixMicros.Of(whole.AddSeconds(random.Next((int)Age.TotalSeconds)))).ToList();
        var known = new List<string>();
        foreach (var at in times) known.Add(Text(await past.AsOfAsync(at, CancellationToken.None)));
        known.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(10, "the history must be lively");
        var now = Text(await past.AsOfAsync(UnixMicros.Of(clock.Now), CancellationToken.None));
        var count = await CountAsync(fixture);

        (await fixture.Host.Store.DeleteAgedAlarmsAsync(UnixMicros.Of(before), Age, CancellationToken.None)).ShouldBeGreaterThan(0);

        (await CountAsync(fixture)).ShouldBeLessThan(count);
        for (var i = 0; i < times.Count; i++)
        {
            Text(await past.AsOfAsync(times[i], CancellationToken.None)).ShouldBe(known[i], $"as of {UnixMicros.ToUtc(times[i]):O}");
            (await past.AgedAsync(times[i], CancellationToken.None)).ShouldBeNull();
        }
        using var book = await RestartedAsync(fixture, clock);
        Text(book.All).ShouldBe(now);

        using var program = fixture.Host.Program();
        foreach (var path in (string[])["alarms", $"alarms/{Alarm.IdOf(AlarmFixture.North, "hot")}"])
        {
            using var gone = await program.GetAsync($"/api/v1/{path}?asOf={whole.AddSeconds(-1):O}");
            gone.StatusCode.ShouldBe(HttpStatusCode.Gone, path);
            (await gone.Content.ReadAsStringAsync()).ShouldContain("Retention:Conditions");
            using var found = await program.GetAsync($"/api/v1/{path}?asOf={whole:O}");
            found.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
        foreach (var path in (string[])["alarms/history", "alarms/performance"])
        {
            using var some = await program.GetAsync($"/api/v1/{path}?from={before:O}&to={clock.Now:O}");
            some.Headers.GetValues("Alarms-Incomplete").Single().ShouldContain("Retention:Conditions", Case.Sensitive, path);
            using var all = await program.GetAsync($"/api/v1/{path}?from={whole:O}&to={clock.Now:O}");
            all.Headers.Contains("Alarms-Incomplete").ShouldBeFalse(path);
        }
    }

    [Fact]
    public async Task A_latched_alarm_waits_for_its_reset_however_long()
    {
        var clock = new SetClock(Rows.Noon);
        await using var fixture = await AlarmFixture.StartAsync(clock, AlarmFixture.Rule("trip") with { Latched = true });
        var id = Alarm.IdOf(AlarmFixture.North, "trip");
        await fixture.CommitAsync(fixture.Event("trip", clock.Now.AddMinutes(-9), clock.Now.AddMinutes(-9)),
            fixture.Event("trip", clock.Now.AddMinutes(-9), clock.Now.AddMinutes(-8), returned: clock.Now.AddMinutes(-8)),
            fixture.Event("trip", clock.Now.AddMinutes(-2), clock.Now.AddMinutes(-2)),
            fixture.Event("trip", clock.Now.AddMinutes(-2), clock.Now.AddMinutes(-1), returned: clock.Now.AddMinutes(-1)));
        await fixture.Actions.AcknowledgeAsync(AlarmFixture.Ann, [fixture.Seen(id)], null, null, CancellationToken.None);
        fixture.Book.Find(id)!.State.ShouldBe(AlarmState.Latched);
        clock.Now = clock.Now.AddDays(500);
        await fixture.Host.CommitAsync(Account(clock.Now));
        (await fixture.Host.Store.DeleteAgedAlarmsAsync(UnixMicros.Of(clock.Now - Age), Age, CancellationToken.None)).ShouldBe(2);
        using var book = await RestartedAsync(fixture, clock);
        var alarm = book.Find(id)!;
        (alarm.State, alarm.AcknowledgedBy, alarm.Level).ShouldBe((AlarmState.Latched, "ann", "high"));
    }

    [Fact]
    public async Task A_store_of_which_nothing_is_gone_says_nothing_of_retention()
    {
        await using var fixture = await AlarmFixture.StartAsync(new SetClock(Rows.Noon));
        await fixture.CommitAsync(fixture.Event("hot", Rows.Noon.AddMinutes(-2), Rows.Noon.AddMinutes(-1)));
        await fixture.Host.CommitAsync(Account(Rows.Noon));
        (await fixture.Host.Store.DeleteAgedAlarmsAsync(UnixMicros.Of(Rows.Noon - Age), Age, CancellationToken.None)).ShouldBe(0);
        var past = fixture.Host.Services.GetRequiredService<AlarmPast>();
        (await past.AgedAsync(0, CancellationToken.None)).ShouldBeNull();
    }

    // Half a year: alarms that come, go, are corrected, and are acted on.
    private static async Task PlayAsync(AlarmFixture fixture, Random random, SetClock clock)
    {
        var standing = new Dictionary<(string, string, string), AlarmEventRow>();
        for (var i = 0; i < 700; i++)
        {
            clock.Now = clock.Now.AddHours(random.Next(1, 12));
            if (random.Next(3) < 2) await fixture.CommitAsync(AlarmPastTests.NextRow(fixture, random, clock.Now, standing));
            else await fixture.ActAsync(random, clock.Now);
            fixture.Book.Advance();
        }
        await fixture.Host.CommitAsync(Account(clock.Now));
    }

    private static async Task<AlarmBook> RestartedAsync(AlarmFixture fixture, SetClock clock)
    {
        var services = fixture.Host.Services;
        var book = new AlarmBook(new LiveFeed(), services.GetRequiredService<AlarmPast>(), services.GetRequiredService<AlarmDefinitions>(),
            fixture.Host.Registry, clock);
        await book.PrimeAsync(fixture.Host.Store, NullLogger.Instance, CancellationToken.None);
        return book;
    }

    private static TableBatch<StreamAccountRow> Account(DateTime now) => TableBatch.Of<StreamAccountRow>(
        [.. ((string[])[AlarmFixture.North, AlarmFixture.South]).Select(asset => new StreamAccountRow
        {
            Asset = asset, Epoch = 1, Sequenced = false, Sent = 1, Stored = 1, Duplicates = 0, Late = 0,
            FirstEventTimeUnixMicros = UnixMicros.Of(now), LastEventTimeUnixMicros = UnixMicros.Of(now),
            LastReceivedUnixMicros = UnixMicros.Of(now), Ranges = "",
        })]);

    private static async Task<long> CountAsync(AlarmFixture fixture) =>
        (long)(await fixture.Host.Store.QueryAsync(new StoreQuery("SELECT count(*) FROM alarm_event"), CancellationToken.None)).Scalar!;

    private static string Text(IEnumerable<Alarm> alarms) => string.Join('\n', alarms.Where(a => a.State != AlarmState.Normal)
        .OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => (a with { Version = 0 }).ToString()));
}
