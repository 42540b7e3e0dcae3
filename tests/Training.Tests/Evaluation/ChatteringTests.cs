using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Simulator.Scenarios;
using Maintenance.Training.Bench.Pipeline;
using Maintenance.Training.Evaluation.Fleet.Alarms;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;
using AlarmOccurrences = Maintenance.Core.Alarms.Performance.AlarmOccurrences;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>The scenario <c>sensor-chattering</c> through the whole pipeline, with the default rules.</summary>
public sealed class ChatteringTests(ITestOutputHelper output)
{
    private const long Start = 1_767_225_600_000_000;
    private const long Minute = 60_000_000;
    private const long Chatter = Start + (60 * Minute);
    private const long Excursion = Start + (180 * Minute);
    private const long End = Excursion + (5 * Minute);

    [Fact]
    public async Task Chatter_is_one_alarm_an_hour_at_most_and_what_lasts_alarms_within_its_on_delay()
    {
        AlarmRule[] defaults = [.. AlarmRuleDefaults.Set.For(null).Select(p => p.Rule)];
        var hot = defaults.Single(r => r.Id == "bearing_temperature_high");
        // The same limits without delays and deadbands show what there is to calm.
        var bare = hot with
        {
            Id = "bare",
            OnDelay = TimeSpan.Zero,
            OffDelay = TimeSpan.Zero,
            Group = null,
            Levels = [new AlarmLevel("high", AlarmPriority.Low,
                new AlarmCondition.Compare("bearing_temperature", AlarmComparison.Above, 95, 0, Word: null))],
        };
        var rows = await PlayAsync(AlarmRuleSet.Of([.. defaults, bare]));
        rows.Count(r => r.Rule == "bare" && IsInFirstHour(r.EventTimeUnixMicros)).ShouldBeGreaterThanOrEqualTo(1_500);

        foreach (var row in rows.Where(r => r.Rule != "bare"))
            output.WriteLine($"{row.Rule} {row.Level} {UnixMicros.ToUtc(row.RaisedUnixMicros):T} {row.Because}");
        var alarms = AlarmOccurrences.Of([.. rows.Where(r => r.Rule != "bare")], out _);
        alarms.Count(a => IsInFirstHour(a.RaisedUnixMicros)).ShouldBeLessThanOrEqualTo(1);
        for (var hour = Chatter; hour < Excursion; hour += 60 * Minute)
            alarms.Count(a => a.RaisedUnixMicros >= hour && a.RaisedUnixMicros < hour + (60 * Minute)).ShouldBeLessThanOrEqualTo(1);
        var excursion = rows.Where(r => r.Rule == hot.Id && r.RaisedUnixMicros >= Excursion).ToList();
        excursion.Select(r => r.Level).Order(StringComparer.Ordinal).ShouldBe(["high", "high_high"]);
        foreach (var row in excursion)
            row.RaisedUnixMicros.ShouldBeInRange(Excursion, Excursion + UnixMicros.Length(hot.OnDelay));

        static bool IsInFirstHour(long time) => time is >= Chatter and < Chatter + (60 * Minute);
    }

    // The alarms of the drill as known at the end.
    private static async Task<IReadOnlyList<AlarmEventRow>> PlayAsync(AlarmRuleSet rules)
    {
        var fleet = ScenarioReader.ReadFile(Repository.PathOf("scenarios/sensor-chattering.json")).CreateFleet(Start);
        var drill = fleet.Assets[0].Id.Value;
        var folder = Directory.CreateTempSubdirectory("chattering-").FullName;
        try
        {
            var from = Chatter - (15 * Minute);
            var clock = new SimulatedClock(from);
            var setup = new PipelineSetup(clock, rules)
            {
                Model = Repository.PathOf("models/drill-health.zip"), LifeModel = Repository.PathOf("models/drill-life.pmml"),
                CommitInterval = TimeSpan.FromMilliseconds(1), Fsync = false,
            };
            await using var stages = await PipelineStages.StartAsync(
                folder, fleet.Assets, setup, NullLoggerFactory.Instance, CancellationToken.None);
            var sender = new BlockSender(stages, fleet);
            for (var at = from; at < End; at += Minute)
            {
                clock.MoveTo(at + Minute);
                var blocks = Enumerable.Range(0, 60).Select(i => (Drill: 0, At: at + (i * UnixMicros.PerSecond)));
                await sender.SendAsync([.. blocks], CancellationToken.None);
            }
            var all = new AssetRange(drill, UnixMicros.ToUtc(Start), UnixMicros.ToUtc(End));
            return [.. (await AlarmMemoryQuery.EventsAsync(stages.Store, [all], TimeSpan.Zero, CancellationToken.None))[drill]
                .Where(r => !r.Withdrawn).OrderBy(r => r.RaisedUnixMicros)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
