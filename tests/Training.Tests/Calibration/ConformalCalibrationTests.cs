using Maintenance.Training.Calibration;

namespace Maintenance.Training.Tests.Calibration;

public sealed class ConformalCalibrationTests
{
    [Fact]
    public void Eight_in_ten_true_lives_lie_between_P10_and_P90_where_errors_grow_with_life()
    {
        var calibration = new ConformalCalibration(Sample(seed: 1));
        var judged = Sample(seed: 2).Select(p => (Rul: calibration.Apply(p.Predicted), p.Actual, p.Predicted)).ToList();
        foreach (var part in (Func<double, bool>[])[p => p < 40, p => p is >= 40 and < 80, p => p >= 80])
            judged.Where(j => part(j.Predicted)).Average(j => j.Rul.Covers(j.Actual) ? 1.0 : 0).ShouldBe(0.8, 0.05);
        judged.Average(j => j.Rul.Expected - j.Actual).ShouldBe(0, 0.5);
        var (near, far) = (calibration.Apply(15), calibration.Apply(110));
        (far.P90 - far.P10).ShouldBeGreaterThan(3 * (near.P90 - near.P10));
    }

    [Fact]
    public void Levels_stand_in_order_and_are_never_negative()
    {
        var calibration = new ConformalCalibration(Sample(seed: 3));
        for (var predicted = -20.0; predicted < 200; predicted += 0.7)
        {
            var rul = calibration.Apply(predicted);
            rul.P10.ShouldBeGreaterThanOrEqualTo(0);
            rul.P50.ShouldBeGreaterThanOrEqualTo(rul.P10);
            rul.P90.ShouldBeGreaterThanOrEqualTo(rul.P50);
        }
    }

    [Fact]
    public void The_limit_is_the_median_of_the_longest_lives_that_were_seen_whatever_is_predicted()
    {
        var calibration = new ConformalCalibration(Sample(seed: 6));
        calibration.Limit.ShouldBe(calibration.Apply(calibration.Nodes.Last().Predicted).P50, 1e-9);
        calibration.Limit.ShouldBeInRange(100, Sample(seed: 6).Max(p => p.Actual), "predictions end at 120, 3 above the mean");
        calibration.Apply(60).P90.ShouldBeLessThan(calibration.Limit);
        var line = calibration.Lines[^1];
        line.Name.ShouldBe("rul_limit_hours");
        line.Points.ShouldAllBe(p => p.Level == calibration.Limit);
    }

    [Fact]
    public void The_order_of_the_pairs_does_not_matter()
    {
        var pairs = Sample(seed: 4).ToArray();
        var (forward, backward) = (new ConformalCalibration(pairs), new ConformalCalibration(pairs.Reverse()));
        forward.Apply(57.3).ShouldBe(backward.Apply(57.3));
    }

    [Fact]
    public void Too_few_pairs_and_values_that_are_no_numbers_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ConformalCalibration(Sample(seed: 5).Take(49))).Message.ShouldContain("49");
        Should.Throw<ArgumentException>(() => new ConformalCalibration(Sample(seed: 5).Append((double.NaN, 1))));
    }

    // The prediction is right on the mean after −3; its error grows with the life left, as in real degradation.
    private static IEnumerable<(double Predicted, double Actual)> Sample(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 4000; i++)
        {
            var predicted = 10 + 110 * random.NextDouble();
            yield return (predicted, Math.Max(0, predicted - 3 + 0.15 * predicted * (random.NextDouble() + random.NextDouble() - 1)));
        }
    }
}
