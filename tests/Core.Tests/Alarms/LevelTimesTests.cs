using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Alarms;

/// <summary>The list of alarms, the figures and the work orders know the same alarms.</summary>
public sealed class LevelTimesTests
{
    private const int Histories = 500;

    [Fact]
    public void Levels_of_random_histories_are_the_same_alarms_for_figures_work_orders_and_the_list()
    {
        var random = new Random(20261127);
        for (var history = 0; history < Histories; history++)
        {
            AlarmEventRow[] rows = [.. Enumerable.Range(0, random.Next(1, 12)).Select(i => Row(random, i))
                .DistinctBy(r => (r.Level, r.EventTimeUnixMicros))];
            var figures = Core.Alarms.Performance.AlarmOccurrences.Of(rows, out _)
                .Select(a => (a.BeginUnixMicros, a.EndUnixMicros)).ToList();
            Core.WorkOrders.AlarmOccurrence.Of(rows.Select(r => new Core.WorkOrders.AlarmOccurrence(
                    r.Asset, r.Rule, r.RuleVersion, r.EventTimeUnixMicros, End(r), Model: null)))
                .Select(a => (a.FromUnixMicros, a.UntilUnixMicros)).ShouldBe(figures);

            var fold = new AlarmFold("D1", new AlarmDefinitions(new AlarmRules(), new AssetRegistry()), TimeSpan.FromDays(3650));
            foreach (var row in rows.OrderBy(r => r.KnownAtUnixMicros)) fold.Apply([row]);
            var listed = fold.Find("hot")!;
            listed.IsActive.ShouldBe(figures[^1].EndUnixMicros == long.MaxValue, $"history {history}");
            if (listed.IsActive) listed.OnsetUnixMicros.ShouldBe(figures[^1].BeginUnixMicros, $"history {history}");
        }
    }

    private static long End(in AlarmEventRow row) => row.ReturnedUnixMicros == UnixMicros.None ? long.MaxValue : row.ReturnedUnixMicros;

    // Small numbers, so that times often touch.
    private static AlarmEventRow Row(Random random, int i)
    {
        var onset = random.Next(0, 40);
        return new()
        {
            Asset = "D1", Rule = "hot", Level = random.Next(2) == 0 ? "high" : "high_high", EventTimeUnixMicros = onset,
            KnownAtUnixMicros = 100 + i, LogPartition = 0, LogOffset = i, RuleVersion = 1, Priority = random.Next(1, 4),
            RaisedUnixMicros = onset, ReturnedUnixMicros = random.Next(5) == 0 ? UnixMicros.None : onset + random.Next(1, 10), Value = 1,
            Limit = 0, Withdrawn = false, Because = null,
        };
    }
}
