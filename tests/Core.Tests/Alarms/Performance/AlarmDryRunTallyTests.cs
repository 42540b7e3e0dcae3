using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Alarms.Performance;

public sealed class AlarmDryRunTallyTests
{
    private static readonly AlarmRule Rule = new()
    {
        Id = "hot", Version = 1, Title = "hot", Cause = "-", Consequence = "-", Action = "-", TimeToRespond = TimeSpan.FromMinutes(1),
        Levels = [new AlarmLevel("high", AlarmPriority.Low, new AlarmCondition.Compare("torque", AlarmComparison.Above, 1, 0, null))],
    };

    [Fact]
    public void More_than_ten_alarms_in_ten_minutes_are_a_flood_whatever_drills_they_come_from()
    {
        var tally = new AlarmDryRunTally(0, At(7200));
        for (var drill = 0; drill < 12; drill++)
        {
            tally.Begin($"d{drill}", Rule);
            tally.AddBlock();
            // Eleven in one minute, and one an hour later.
            var second = drill < 11 ? drill : 3600;
            tally.Add("high", At(second), At(second), UnixMicros.None);
            tally.Add("high", At(second), At(second), At(second + 1 + drill));
        }
        var found = tally.Result();
        var level = found.Levels.ShouldHaveSingleItem();
        (level.Alarms, level.InFlood, level.MedianSeconds, level.Standing, level.Chattering).ShouldBe((12, 11, 6, 0, 0));
        (found.Blocks, found.AssetsJudged, found.AssetsAlarmed).ShouldBe((12, 12, 12));
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    public void Three_alarms_of_a_drill_within_a_minute_are_chatter(int third, int chattering)
    {
        var tally = new AlarmDryRunTally(0, At(600));
        foreach (var (drill, seconds) in new[] { ("a", new[] { 0, 20, third }), ("b", [100, 130]), ("c", [170]) })
        {
            tally.Begin(drill, Rule);
            foreach (var second in seconds) tally.Add("high", At(second), At(second), At(second + 5));
        }
        tally.Result().Levels[0].Chattering.ShouldBe(chattering);
    }

    [Fact]
    public void Only_the_first_hundred_drills_are_listed_and_all_are_counted()
    {
        var tally = new AlarmDryRunTally(0, At(600));
        for (var drill = 0; drill < AlarmDryRun.MaxAssets + 5; drill++)
        {
            tally.Begin($"d{drill:000}", Rule);
            for (var i = 0; i <= drill; i++) tally.Add("high", At(i), At(i), At(i + 1));
        }
        var found = tally.Result();
        found.Assets.Count.ShouldBe(AlarmDryRun.MaxAssets);
        (found.Assets[0].Asset, found.Assets[^1].Asset).ShouldBe(("d104", "d005"));
        found.AssetsAlarmed.ShouldBe(AlarmDryRun.MaxAssets + 5);
        found.Levels[0].Alarms.ShouldBe(105 * 106 / 2);
    }

    private static long At(int second) => second * UnixMicros.PerSecond;
}
