using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Tests.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>
/// Histories of drills, shuffled, duplicated, delayed, split and merged, with workers that are restarted in between: the alarms are those
/// of the history in order. As many as <c>MAINTENANCE_ALARM_HISTORIES</c> says, from the seed <c>MAINTENANCE_ALARM_SEED</c>.
/// </summary>
[Trait(TestKind.Name, TestKind.Time)]
public sealed class AlarmConvergenceTests(DuckDbFixture fixture, ITestOutputHelper output) : IClassFixture<DuckDbFixture>
{
    private const int PerRun = 250;
    private const int Restarts = 4;

    private static readonly AlarmRuleSet Rules = AlarmRuleSet.Of(
        Rule("hot", Above("bearing_temperature", 20, 1), 5, 10),
        Rule("hot_at_once", Above("bearing_temperature.max", 21)),
        Rule("hot_while_loaded", Above("bearing_temperature", 19), 20, 40, filter: Above("torque", 10, 2)),
        Rule("hot_often", Above("bearing_temperature", 20.5), count: 3, withinSeconds: 300, offDelaySeconds: 30),
        Rule("either", Any(Above("bearing_temperature", 23, 2), Not(Above("torque", 2))), 30),
        Rule("both", All(Above("bearing_temperature", 19, 1), Above("torque", 8)), 0, 60),
        Rule("gap", Above(AlarmSignals.DataGap, 70), 5, 20));

    [Fact]
    public async Task Any_arrival_gives_the_alarms_of_the_history_in_order()
    {
        var (histories, seed) = (Setting("MAINTENANCE_ALARM_HISTORIES", 200), Setting("MAINTENANCE_ALARM_SEED", Environment.TickCount));
        output.WriteLine($"{histories} histories from seed {seed}");
        var alarms = 0;
        for (var first = 0; first < histories; first += PerRun)
        {
            var (found, different) = await CompareAsync(seed + first, Math.Min(PerRun, histories - first), AlarmBreakage.None);
            different.ShouldBeEmpty();
            alarms += found;
        }
        output.WriteLine($"{alarms} alarms");
        alarms.ShouldBeGreaterThan(histories);
    }

    [Theory]
    [InlineData(AlarmBreakage.IgnoresLateData)]
    [InlineData(AlarmBreakage.WithdrawsNothing)]
    [InlineData(AlarmBreakage.ForgetsAtRestart)]
    public async Task An_engine_that_is_broken_is_found(object breakage) =>
        (await CompareAsync(1, 20, (AlarmBreakage)breakage)).Different.ShouldNotBeEmpty();

    private async Task<(int Alarms, List<string> Different)> CompareAsync(int seed, int count, AlarmBreakage breakage)
    {
        var name = Lab.NewName("history");
        var histories = Enumerable.Range(seed, count).Select(s => new History(s)).ToList();
        await RunAsync([[.. histories.SelectMany((h, i) => h.InOrder($"{name}-o{i}"))]], AlarmBreakage.None, 512);
        var random = new Random(seed);
        // Records of all drills in between each other, cut into runs between which the worker dies.
        var arrivals = histories.SelectMany((h, i) => h.Arrivals($"{name}-s{i}"))
            .OrderBy(r => r.Key + (random.NextDouble() / 1000)).Select(r => r.Record).ToList();
        await RunAsync(arrivals.Chunk(arrivals.Count / (Restarts + 1) + 1), breakage, 128 + random.Next(512));
        var expected = await AlarmsAsync($"{name}-o");
        var found = await AlarmsAsync($"{name}-s");
        var different = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            if (found[key].SequenceEqual(expected[key])) continue;
            different.Add($"seed {seed + i}: missing {string.Join(", ", expected[key].Except(found[key]))}; "
                + $"too many {string.Join(", ", found[key].Except(expected[key]))}");
        }
        return (expected.Sum(e => e.Count()), different);
    }

    private Task RunAsync(IEnumerable<IReadOnlyList<TelemetryRecord>> runs, AlarmBreakage breakage, int perRead)
    {
        var lab = new Lab(fixture.Store)
        {
            Clock = new FakeTimeProvider(new DateTimeOffset(UnixMicros.ToUtc(Records.Start))), Breakage = breakage,
        };
        lab.Alarms.Use(Rules);
        return lab.RunAsync(runs, perRead);
    }

    private async Task<ILookup<string, string>> AlarmsAsync(string prefix)
    {
        var rows = (await fixture.Store.QueryAsync(new StoreQuery(
            $"SELECT {AlarmEventRow.Table.ColumnList} FROM alarm_event_current WHERE starts_with(asset, ?) AND withdrawn = 0 "
            + "ORDER BY asset, event_time, rule, level", prefix), CancellationToken.None)).Read<AlarmEventRow>();
        return rows.ToLookup(r => r.Asset[prefix.Length..], r => (r with
        {
            Asset = "",
            KnownAtUnixMicros = 0,
            LogOffset = 0,
        }).ToString(), StringComparer.Ordinal);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    /// <summary>
    /// Up to half an hour of a drill: blocks of a second, or loose readings, some seconds apart, with gaps; values are a function of time.
    /// </summary>
    private sealed class History
    {
        private readonly Random _random;
        private readonly List<int> _seconds = [];
        private readonly Dictionary<int, (float Temperature, float Torque)> _values = [];
        private readonly bool _isLoose;

        public History(int seed)
        {
            _random = new Random(seed);
            _isLoose = _random.Next(3) == 0;
            var (temperature, torque) = (18f + _random.NextSingle() * 4, _random.NextSingle() * 15);
            for (int second = _random.Next(60), n = 8 + _random.Next(22); n > 0; n--)
            {
                _seconds.Add(second);
                _values[second] = (_random.Next(12) == 0 ? float.NaN : temperature, _random.Next(12) == 0 ? float.NaN : torque);
                temperature += (_random.NextSingle() - 0.5f) * 3 + (20 - temperature) * 0.05f;
                if (_random.Next(4) == 0) torque = _random.NextSingle() * 15;
                second += _random.Next(8) == 0 ? 60 + _random.Next(200) : 1 + _random.Next(15);
            }
        }

        public IEnumerable<TelemetryRecord> InOrder(string asset) => RecordsOf(asset, _seconds, 1);

        // In order, wild, or as an edge makes it that sends part of it late; a fifth of it twice; loose readings in other records.
        public List<(TelemetryRecord Record, double Key)> Arrivals(string asset)
        {
            var style = _random.Next(3);
            var records = RecordsOf(asset, _seconds, 1 + _random.Next(6)).ToList();
            for (var i = _seconds.Count / 5; i > 0; i--) records.Add(records[_random.Next(records.Count)]);
            return [.. records.Select((r, i) => (r, style == 0 || (style == 1 && _random.Next(3) == 0)
                ? _random.NextDouble() : (double)(i % _seconds.Count) / _seconds.Count))];
        }

        private IEnumerable<TelemetryRecord> RecordsOf(string asset, List<int> seconds, int merged)
        {
            if (!_isLoose) return seconds.Select(s => Valued(Records.Block(asset, s, received: Received)));
            return seconds.Chunk(merged).Select(some => Valued(Records.Loose(asset, [.. some.Select(s => s * Records.Second)], Received)));
        }

        private static long Received => Records.Start + (100_000 * Records.Second);

        private TelemetryRecord Valued(TelemetryRecord record)
        {
            record.Columns.RemoveAll(c => c.ChannelId is StandardChannels.BearingTemperature or StandardChannels.Torque);
            record.Columns.Add(new TelemetryColumn(StandardChannels.BearingTemperature, "", ValuesOf(record, v => v.Temperature)));
            record.Columns.Add(new TelemetryColumn(StandardChannels.Torque, "", ValuesOf(record, v => v.Torque)));
            return record;
        }

        private float[] ValuesOf(TelemetryRecord record, Func<(float Temperature, float Torque), float> of) =>
            [.. Enumerable.Range(0, record.ReadingCount).Select(i =>
                of(_values[(int)(((record.Times?[i] ?? record.EventTimeUnixMicros) - Records.Start) / Records.Second)]))];
    }
}
