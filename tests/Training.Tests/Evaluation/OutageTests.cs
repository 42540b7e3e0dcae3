using Maintenance.Core.Alarms;
using Maintenance.Training.Evaluation.Fleet.Alarms;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Training.Tests.Evaluation;

public sealed class OutageTests
{
    /// <summary>The small one of <c>bench outage</c>: half an hour of six drills, back at twenty times real time.</summary>
    [Fact]
    public async Task After_the_back_fill_of_an_outage_history_is_that_of_the_same_blocks_in_order()
    {
        var rules = AlarmRuleSet.Of(
            Rule("no_data", new AlarmCondition.Compare(AlarmSignals.DataGap, AlarmComparison.Above, 300, 0, Word: null)),
            Rule("turning", new AlarmCondition.Compare("rotary_speed", AlarmComparison.Above, 40, 5, Word: null)),
            Rule("torque", new AlarmCondition.Compare("torque.max", AlarmComparison.Above, 9_000, 500, Word: null)));
        var size = new OutageSize(Drills: 6, Before: TimeSpan.FromMinutes(20), Outage: TimeSpan.FromMinutes(30), Speed: 20);
        var folder = Directory.CreateTempSubdirectory("outage-").FullName;
        try
        {
            var figures = await new OutageEvaluation(rules, size, NullLoggerFactory.Instance)
            {
                Model = Repository.PathOf("models/drill-health.zip"), LifeModel = Repository.PathOf("models/drill-life.pmml"),
            }.RunAsync(folder, _ => { }, CancellationToken.None);
            figures.Differences.ShouldBe(0);
            figures.BackfilledBlocks.ShouldBe(6 * 1_800);
            figures.Late.ShouldNotBeEmpty("alarms that began in the outage are known after it");
            figures.Late.ShouldAllBe(a => a.KnownAt - a.EventTime > TimeSpan.FromMinutes(5));
            figures.OverWhenKnown.ShouldBeGreaterThan(0, "some of them were over by then: they call nobody");
            figures.Corrected.ShouldBeGreaterThan(0);
            figures.SilenceRows.ShouldBeInRange(size.Drills, 2 * size.Drills, "an outage is said and ended once, not per block");
            figures.AnnouncedWhenOver.ShouldBeEmpty();
            figures.LiveP99Ms.ShouldBeGreaterThan(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static AlarmRule Rule(string id, AlarmCondition when) => new()
    {
        Id = id,
        Version = 1,
        Title = id,
        Levels = [new AlarmLevel("high", AlarmPriority.Low, when)],
        Cause = "c",
        Consequence = "c",
        Action = "a",
        TimeToRespond = TimeSpan.FromMinutes(10),
    };
}
