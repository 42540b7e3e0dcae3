using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>
/// The list of alarms, the numbers beside it, the figures of performance and the past tell the same: for random rules, alarms and actions,
/// the list is watched minute by minute, and what it showed is counted.
/// </summary>
public sealed class AlarmAgreementTests(ITestOutputHelper output)
{
    private const int Minutes = 600;
    private static readonly string[] Rules = ["r0", "r1", "r2", "r3", "r4"];
    private static readonly string[] Assets = [AlarmFixture.North, AlarmFixture.South];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(null)]
    public async Task List_numbers_figures_and_past_agree(int? given)
    {
        var seed = given ?? Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var clock = new SetClock(Rows.Noon, hasTimers: false);
        await using var fixture = await AlarmFixture.StartAsync(clock, RandomRules(random));
        var (script, acknowledged) = (new List<Occurrence>(), new List<(string Id, long At)>());
        var (watched, taken) = (new List<(long At, Dictionary<string, AlarmState> States)>(), new List<(long At, string Alarms)>());
        for (var minute = 0; minute < Minutes; minute++)
        {
            clock.Now = Rows.Noon.AddMinutes(minute);
            fixture.Book.Advance();
            await NextRowsAsync(fixture, random, clock.Now, script);
            if (random.Next(3) == 0) await ActAsync(fixture, random, clock.Now, acknowledged);
            watched.Add((UnixMicros.Of(clock.Now), fixture.Book.All.ToDictionary(a => a.Id, a => a.State)));
            foreach (var asset in Assets)
                fixture.Book.OpenOf(asset).ShouldBe(fixture.Book.All.Count(a => a.Asset == asset && a.IsAnnunciated), $"minute {minute}");
            if (random.Next(10) == 0) taken.Add((UnixMicros.Of(clock.Now), Text(fixture.Book.All)));
        }
        var past = fixture.Host.Services.GetRequiredService<AlarmPast>();
        foreach (var (at, alarms) in taken) Text(await past.AsOfAsync(at, CancellationToken.None)).ShouldBe(alarms);

        var end = UnixMicros.Of(clock.Now) + 1;
        foreach (var occurrence in script) Judge(occurrence, watched);
        var figures = await fixture.Host.Services.GetRequiredService<AlarmPerformanceReport>().OfAsync(
            new AlarmWindow(UnixMicros.Of(Rows.Noon), end, operators: 1), RegionScope.All, region: null, CancellationToken.None);
        if (given is not null)
            foreach (var fate in Enum.GetValues<AlarmFate>().Except([AlarmFate.OverWhenKnown]))
                script.Count(o => o.Fate == fate).ShouldBeGreaterThan(0, $"the history must have {fate}");
        (figures.Alarms, figures.Masked, figures.Shelved, figures.OutOfService, figures.Withdrawn, figures.OverWhenKnown).ShouldBe(
            (Count(AlarmFate.Announced), Count(AlarmFate.Masked), Count(AlarmFate.Shelved), Count(AlarmFate.OutOfService), 0, 0));
        figures.StandingAtEnd.ShouldBe(script.Count(o => o.Fate == AlarmFate.Announced && o.EndKnown == long.MaxValue));
        figures.ToAcknowledge.Count.ShouldBe(script.GroupBy(o => o.Id).Sum(alarm => Acknowledged([.. alarm], acknowledged)));

        int Count(AlarmFate fate) => script.Count(o => o.Fate == fate);
    }

    // What the list showed from when it was known until it was known to be over.
    private static void Judge(Occurrence occurrence, List<(long At, Dictionary<string, AlarmState> States)> watched)
    {
        foreach (var (at, states) in watched.Where(w => w.At >= occurrence.Known && w.At < occurrence.EndKnown))
        {
            var state = states[occurrence.Id];
            occurrence.Fate = state switch
            {
                AlarmState.Shelved => AlarmFate.Shelved,
                AlarmState.OutOfService => AlarmFate.OutOfService,
                AlarmState.SuppressedByDesign => AlarmFate.Masked,
                _ => AlarmFate.Announced,
            };
            if (occurrence.Fate != AlarmFate.Announced) continue;
            occurrence.Announced = at;
            return;
        }
    }

    private static int Acknowledged(List<Occurrence> alarm, List<(string Id, long At)> acknowledged)
    {
        var announced = alarm.Where(o => o.Fate == AlarmFate.Announced).OrderBy(o => o.Announced).ToList();
        return announced.Where((o, i) => acknowledged.Exists(a => a.Id == o.Id && a.At >= o.Announced
            && (i + 1 == announced.Count || a.At < announced[i + 1].Announced))).Count();
    }

    // Rules of which later ones may be masked by earlier ones, latch, be grouped, and be announced again.
    private static AlarmRule[] RandomRules(Random random) =>
    [
        .. Rules.Select((id, i) => AlarmFixture.Rule(id) with
        {
            MaskedBy = i > 0 && random.Next(2) == 0 ? Rules[random.Next(i)] : null,
            Group = random.Next(3) == 0 ? "group" : null,
            Latched = random.Next(4) == 0,
            ReAlarmAfter = random.Next(3) == 0 ? TimeSpan.FromMinutes(random.Next(5, 30)) : null,
        }).Select((rule, i) => i == 1 ? rule with { MaskedBy = Rules[0] } : rule),
    ];

    // Alarms begin, rise and end, known up to four minutes later.
    private static async Task NextRowsAsync(AlarmFixture fixture, Random random, DateTime now, List<Occurrence> script)
    {
        foreach (var asset in Assets)
            foreach (var rule in Rules)
            {
                var id = Alarm.IdOf(asset, rule);
                var last = script.FindLast(o => o.Id == id);
                if (last is null || last.EndKnown != long.MaxValue)
                {
                    var onset = now.AddSeconds(-random.Next(240));
                    if (random.Next(40) > 0 || (last is not null && UnixMicros.Of(onset) <= last.End)) continue;
                    script.Add(new Occurrence(id, onset, UnixMicros.Of(now)));
                    await fixture.CommitAsync(fixture.Event(rule, onset, now, asset) with { RaisedUnixMicros = UnixMicros.Of(onset) });
                }
                else if (random.Next(20) == 0)
                {
                    var least = 1 + Math.Max(UnixMicros.Of(last.Onset), last.High is { } rose ? UnixMicros.Of(rose) : 0);
                    var end = UnixMicros.ToUtc(Math.Max(least, UnixMicros.Of(now.AddSeconds(-random.Next(240)))));
                    (last.End, last.EndKnown) = (UnixMicros.Of(end), UnixMicros.Of(now));
                    await fixture.CommitAsync(Levels(end));
                }
                else if (last.High is null && random.Next(30) == 0)
                {
                    last.High = now;
                    await fixture.CommitAsync(High(returned: null));
                }

                AlarmEventRow[] Levels(DateTime end)
                {
                    var low = fixture.Event(rule, last.Onset, now, asset, end) with { RaisedUnixMicros = UnixMicros.Of(last.Onset) };
                    return last.High is null ? [low] : [low, High(end)];
                }

                AlarmEventRow High(DateTime? returned) =>
                    fixture.Event(rule, last!.High!.Value, now, asset, returned, priority: 3, level: "high_high") with
                    {
                        RaisedUnixMicros = UnixMicros.Of(last.High.Value),
                    };
            }
    }

    private static async Task ActAsync(AlarmFixture fixture, Random random, DateTime now, List<(string Id, long At)> acknowledged)
    {
        var alarms = fixture.Book.All.OrderBy(a => a.Id, StringComparer.Ordinal).ToArray();
        if (alarms.Length == 0) return;
        var seen = SeenAlarm.Of(alarms[random.Next(alarms.Length)]);
        var (actions, ann, none) = (fixture.Actions, AlarmFixture.Ann, CancellationToken.None);
        var until = UnixMicros.Of(now.AddMinutes(random.Next(5, 60)));
        switch (random.Next(24))
        {
            case < 6:
                var outcome = await actions.AcknowledgeAsync(ann, [seen], null, null, none);
                if (outcome.Done == 1) acknowledged.Add((seen.Id, UnixMicros.Of(now)));
                break;
            case < 11: await actions.ShelveAsync(ann, [seen], until, once: random.Next(2) == 0, "noisy", null, none); break;
            case < 13: await actions.UnshelveAsync(ann, [seen], null, null, none); break;
            case < 15:
                await actions.TakeOutOfServiceAsync(ann, [seen], random.Next(2) == 0 ? until : UnixMicros.None, "test", null, none);
                break;
            case < 18: await actions.PutInServiceAsync(ann, [seen], null, null, none); break;
            case < 21: await actions.ResetAsync(ann, [seen], null, null, none); break;
            default:
                await actions.MaintainAsync(ann, Assets[random.Next(2)], wholeRig: random.Next(2) == 0, begins: random.Next(3) == 0,
                    until, "exchange", null, none);
                break;
        }
    }

    private static string Text(IEnumerable<Alarm> alarms) => string.Join('\n', alarms.Where(a => a.State != AlarmState.Normal)
        .OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => (a with { Version = 0 }).ToString()));

    private sealed class Occurrence(string id, DateTime onset, long known)
    {
        public string Id { get; } = id;

        public DateTime Onset { get; } = onset;

        public long Known { get; } = known;

        public DateTime? High { get; set; }

        public long End { get; set; } = long.MaxValue;

        public long EndKnown { get; set; } = long.MaxValue;

        public AlarmFate Fate { get; set; }

        public long Announced { get; set; }
    }
}
