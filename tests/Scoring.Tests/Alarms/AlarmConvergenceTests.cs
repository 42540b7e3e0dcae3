using System.Collections.Concurrent;
using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Tests.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>
/// Histories of drills, shuffled, duplicated, delayed, split and merged, with workers that are restarted in between: the alarms are those
/// of the history in order. As many as <c>MAINTENANCE_ALARM_HISTORIES</c> says, from the seed <c>MAINTENANCE_ALARM_SEED</c>: in memory,
/// and the first of them over the real store too, which must give the same.
/// </summary>
[Trait(TestKind.Name, TestKind.Time)]
public sealed class AlarmConvergenceTests(DuckDbFixture fixture, ITestOutputHelper output) : IClassFixture<DuckDbFixture>
{
    private const int PerRun = 40;
    private const int InRealStore = 30;

    private static readonly AlarmRuleSet Rules = AlarmRuleSet.Of(
        Rule("hot", Above("bearing_temperature", 20, 1), 5, 10),
        Rule("hot_at_once", Above("bearing_temperature.max", 21)),
        Rule("hot_while_loaded", Above("bearing_temperature", 19), 20, 40, filter: Above("torque", 10, 2)),
        Rule("hot_often", Above("bearing_temperature", 20.5), count: 3, withinSeconds: 300, offDelaySeconds: 30),
        Rule("either", Any(Above("bearing_temperature", 23, 2), Not(Above("torque", 2))), 30),
        Rule("both", All(Above("bearing_temperature", 19, 1), Above("torque", 8)), 0, 60),
        Rule("minutes_rising", Above("rate.bearing_temperature", 4, 2), 10, 30),
        Rule("minutes_unusual", Any(Above("deviation.bearing_temperature", 1.5, 0.5), Below("deviation.torque", -1, 0.5)), 0, 60));

    [Fact]
    public async Task Any_arrival_gives_the_alarms_of_the_history_in_order()
    {
        var (histories, seed) = (Setting("MAINTENANCE_ALARM_HISTORIES", 1_000), Setting("MAINTENANCE_ALARM_SEED", Environment.TickCount));
        output.WriteLine($"{histories} histories from seed {seed}");
        var (alarms, different) = (0, new ConcurrentBag<string>());
        await Parallel.ForEachAsync(Enumerable.Range(0, (histories + PerRun - 1) / PerRun), async (run, _) =>
        {
            var group = new Group(seed + (run * PerRun), Math.Min(PerRun, histories - (run * PerRun)));
            var (expected, found) = await RunAsync(new MemoryStore(), group, AlarmBreakage.None);
            foreach (var difference in group.Compare(expected, found)) different.Add(difference);
            Interlocked.Add(ref alarms, expected.Sum(e => e.Count()));
        });
        different.ShouldBeEmpty();
        output.WriteLine($"{alarms} alarms");
        alarms.ShouldBeGreaterThan(histories);
    }

    [Fact]
    public async Task The_real_store_gives_what_the_one_in_memory_gives()
    {
        var seed = Setting("MAINTENANCE_ALARM_SEED", Environment.TickCount);
        output.WriteLine($"{InRealStore} histories from seed {seed}");
        var group = new Group(seed, InRealStore);
        var (expected, found) = await RunAsync(fixture.Store, group, AlarmBreakage.None);
        group.Compare(expected, found).ShouldBeEmpty();
        var (inMemory, _) = await RunAsync(new MemoryStore(), group, AlarmBreakage.None);
        group.Compare(inMemory, expected).ShouldBeEmpty();
        expected.Sum(e => e.Count()).ShouldBeGreaterThan(InRealStore);
    }

    [Theory]
    [InlineData(AlarmBreakage.IgnoresLateData)]
    [InlineData(AlarmBreakage.WithdrawsNothing)]
    [InlineData(AlarmBreakage.ForgetsAtRestart)]
    public async Task An_engine_that_is_broken_is_found(object breakage)
    {
        var group = new Group(1, PerRun);
        var (expected, found) = await RunAsync(new MemoryStore(), group, (AlarmBreakage)breakage);
        group.Compare(expected, found).ShouldNotBeEmpty();
    }

    // The alarms of a group in order, and as they come, by the place of their history.
    private static async Task<(ILookup<int, string> Expected, ILookup<int, string> Found)> RunAsync(
        IConditionStore store, Group group, AlarmBreakage breakage)
    {
        var name = Lab.NewName("history");
        await RunAsync(store, [group.InOrder($"{name}-o")], AlarmBreakage.None, 512);
        var (runs, perRead) = group.Arrivals($"{name}-s");
        await RunAsync(store, runs, breakage, perRead);
        return (await AlarmsAsync(store, $"{name}-o", group.Count), await AlarmsAsync(store, $"{name}-s", group.Count));
    }

    private static Task RunAsync(
        IConditionStore store, IEnumerable<IReadOnlyList<TelemetryRecord>> runs, AlarmBreakage breakage, int perRead)
    {
        var lab = new Lab(store)
        {
            Clock = new FakeTimeProvider(new DateTimeOffset(UnixMicros.ToUtc(Records.Start))), Breakage = breakage,
        };
        lab.Alarms.Use(Rules);
        return lab.RunAsync(runs, perRead);
    }

    private static async Task<ILookup<int, string>> AlarmsAsync(IConditionStore store, string prefix, int count)
    {
        var assets = Enumerable.Range(0, count)
            .ToDictionary(i => prefix + i.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var (from, to) = (DateTime.UnixEpoch, UnixMicros.ToUtc(2 * Records.Start));
        var rows = await AlarmMemoryQuery.EventsAsync(
            store, [.. assets.Keys.Select(a => new AssetRange(a, from, to))], TimeSpan.Zero, CancellationToken.None);
        return rows.SelectMany(r => r).Where(r => !r.Withdrawn)
            .OrderBy(r => (r.EventTimeUnixMicros, r.Rule, r.Level)).ToLookup(r => assets[r.Asset], r => (r with
            {
                Asset = "",
                KnownAtUnixMicros = 0,
                LogOffset = 0,
            }).ToString());
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
