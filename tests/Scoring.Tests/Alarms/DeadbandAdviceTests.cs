using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>The deadband that is advised removes as many alarms as it says: the engine judges the same values by it.</summary>
public sealed class DeadbandAdviceTests
{
    private const string Signal = "bearing_temperature";

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void The_engine_raises_as_many_fewer_as_the_advice_says(double deadband)
    {
        var advised = 0;
        for (var seed = 1; seed <= 100; seed++)
        {
            var random = new Random(seed);
            var value = 20.0;
            float[] values = [.. Enumerable.Range(0, 600).Select(_ =>
                (float)(value += ((random.NextDouble() - 0.5) * 2) + ((20 - value) * 0.1)))];
            var before = Judge(values, deadband);
            var pauses = before.Zip(before.Skip(1), (a, b) => values[a.End..b.Begin].Min());
            if (AlarmAdvice.Deadband(LimitOf(deadband), before.Count, [.. pauses.Select(v => (double)v)]) is not { } advice) continue;
            Judge(values, advice.Amount).Count.ShouldBe(before.Count - advice.Removed, $"seed {seed}: {advice}");
            advised++;
        }
        advised.ShouldBeGreaterThan(50);
    }

    private static AlarmCondition.Compare LimitOf(double deadband) => (AlarmCondition.Compare)Above(Signal, 20, deadband);

    private static List<(int Begin, int End)> Judge(float[] values, double deadband)
    {
        var rules = new RuleCompiler().Of([new AlarmRulePeriod(Rule("hot", LimitOf(deadband)), long.MinValue, long.MaxValue)]);
        var (fold, state) = (new AlarmEventFold(), new FoldState(rules));
        for (var i = 0; i < values.Length; i++) fold.Fold(state, [values[i]], i * UnixMicros.PerSecond);
        return [.. fold.Changes.GroupBy(c => c.Onset).Select(g => (Second(g.Key),
            g.Last().Returned == UnixMicros.None ? values.Length : Second(g.Last().Returned)))];

        static int Second(long time) => (int)(time / UnixMicros.PerSecond);
    }
}
