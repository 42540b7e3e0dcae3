using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Trends;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>Rates and deviations against closed forms, and in any order of arrival.</summary>
public sealed class MinuteSignalsTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private const int Column = (int)MinuteColumn.BearingTemperature;

    private readonly float[] _scratch = new float[MinuteSignals.BaselineMinutes + 1];

    [Theory]
    [InlineData(1, 60)]
    [InlineData(-0.25, -15)]
    [InlineData(0, 0)]
    public void The_rate_of_a_ramp_is_its_slope_per_hour(double perMinute, float expected)
    {
        MinuteSignals.RateOf(Minutes(10, i => 50 + (perMinute * i)), Column).ShouldBe(expected, 1e-3f);
        MinuteSignals.RateOf(Minutes(10, i => i % 2 == 0 ? 50 + (perMinute * i) : double.NaN), Column).ShouldBe(expected, 1e-3f);
    }

    [Fact]
    public void The_rate_is_the_slope_of_least_squares()
    {
        // y = x²: for x = 0 … n − 1 the slope is n − 1.
        MinuteSignals.RateOf(Minutes(10, i => i * i), Column).ShouldBe(60 * 9, 1e-2f);
        MinuteSignals.RateOf(Minutes(10, i => i < 4 ? i : double.NaN), Column).ShouldBe(float.NaN, "four of ten minutes are too few");
        MinuteSignals.RateOf([], Column).ShouldBe(float.NaN);
    }

    [Theory]
    [InlineData(20, 10 / 1.4826)]
    [InlineData(10, 0)]
    [InlineData(5, -5 / 1.4826)]
    public void The_deviation_is_in_robust_standard_deviations_from_the_median(double last, double expected)
    {
        // 9, 10, 11 in turn: median 10, and of the distances from it 1.
        var minutes = Minutes(61, i => i == 60 ? last : 9 + (i % 3));
        Deviation(minutes).ShouldBe((float)expected, 1e-4f);
    }

    [Fact]
    public void A_baseline_without_noise_counts_a_thousandth_of_its_median()
    {
        Deviation(Minutes(31, i => i == 30 ? 202 : 200)).ShouldBe(10, 1e-3f);
        Deviation(Minutes(31, _ => 0)).ShouldBe(0);
        Deviation(Minutes(31, i => i == 30 ? 1 : 0)).ShouldBe(float.NaN, "it has no unit");
    }

    [Fact]
    public void A_baseline_is_of_the_same_operating_state_and_long_enough()
    {
        var minutes = Minutes(41, i => i == 40 ? 20 : i % 2 == 0 ? 9 + (i / 2 % 3) : 500);
        for (var i = 1; i < 40; i += 2) minutes[i][MinuteColumn.Drilling] = 1;
        Deviation(minutes).ShouldBe((float)(10 / 1.4826), 1e-4f, "the minutes at 500 were of another state");
        minutes[0][MinuteColumn.Drilling] = 1;
        Deviation(minutes).ShouldBe(float.NaN, "19 minutes are too few");
        Deviation(Minutes(31, i => i == 30 ? double.NaN : 10)).ShouldBe(float.NaN);
    }

    [Theory]
    [InlineData("bearing_temperature", 0)]
    [InlineData("rate.bearing_temperature", 10)]
    [InlineData("deviation.bearing_temperature", 120)]
    public void Rules_look_back_as_far_as_their_signals_do(string signal, int minutes) =>
        new RuleCompiler().Of([new AlarmRulePeriod(Rule("r", Above(signal, 1)), long.MinValue, long.MaxValue)])
            .MinutesBack.ShouldBe(minutes);

    [Theory]
    [InlineData("rate.bearing_temperature", 20)]
    [InlineData("deviation.bearing_temperature", 4)]
    public async Task Late_minutes_give_the_alarms_of_the_history_in_order(string signal, double limit)
    {
        var lab = new Lab(fixture.Store);
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("minutes", Above(signal, limit, limit / 10))));
        var random = new Random(7);
        // Three hours, two blocks a minute: noise, and four steps that minutes before and after them judge.
        var history = Enumerable.Range(0, 360).Select(i => (Second: 30 * i,
            Value: 50 + random.NextSingle() + (i % 90 > 80 ? 12 : 0))).ToList();
        var (ordered, late) = (Lab.NewName("ordered"), Lab.NewName("late"));
        await lab.RunAsync([[.. history.Select(h => BlockOf(ordered, h))]]);
        var isLate = history.Select(_ => random.Next(8) == 0).ToList();
        // The last block comes in time, and the worker is restarted before what is late.
        await lab.RunAsync([[.. history.Where((_, i) => !isLate[i] || i == 359).Select(h => BlockOf(late, h))],
            [.. history.Where((_, i) => isLate[i] && i < 359).OrderBy(_ => random.Next()).Select(h => BlockOf(late, h))]]);
        var expected = await lab.AlarmsAsync(ordered);
        expected.Length.ShouldBeGreaterThan(2);
        (await lab.AlarmsAsync(late)).ShouldBe(expected);
    }

    private static TelemetryRecord BlockOf(string asset, (int Second, float Value) block)
    {
        var record = AlarmEventTests.Reading(asset, block.Second, block.Value);
        record.Columns.Count(c => c.ChannelId == StandardChannels.BearingTemperature).ShouldBe(1);
        return record;
    }

    private float Deviation(Minute[] minutes) => MinuteSignals.DeviationOf(minutes, minutes[^1].Number, Column, _scratch);

    private static Minute[] Minutes(int count, Func<int, double> valueOf) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var minute = new Minute { Number = 1_000 + i, Blocks = 1 };
        Array.Fill(minute.Values, float.NaN);
        minute[MinuteColumn.BearingTemperature] = (float)valueOf(i);
        return minute;
    })];
}
