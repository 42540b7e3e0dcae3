using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Courses of holes against the worked vector and against circles.</summary>
public sealed class TrajectoryTests
{
    private const double Foot = 0.3048;

    [Fact]
    public void The_worked_vector_is_met()
    {
        var p = Trajectory.Compute([new(0, 15, 20), new(100 * Foot, 25, 45)]).Points[1];
        p.DoglegDeg.ShouldBe(12.9517, 1e-4);
        Trajectory.RatioFactor(p.DoglegDeg * Math.PI / 180).ShouldBe(1.004280, 1e-6);
        (p.NorthM / Foot).ShouldBe(27.218, 1e-3);
        (p.EastM / Foot).ShouldBe(19.451, 1e-3);
        (p.VerticalDepthM / Foot).ShouldBe(94.012, 1e-3);
        p.DoglegSeverityDegPer30M.ShouldBe(12.9517 * 30 / (100 * Foot), 1e-3);
        p.DisplacementM.ShouldBe(Math.Sqrt((27.218 * 27.218) + (19.451 * 19.451)) * Foot, 1e-3);
    }

    [Fact]
    public void A_quarter_circle_is_exact_however_few_its_stations()
    {
        const double radius = 300;
        foreach (var steps in (int[])[1, 2, 9, 90])
        {
            var stations = Enumerable.Range(0, steps + 1)
                .Select(i => new SurveyStation(radius * Math.PI / 2 * i / steps, 90.0 * i / steps, 90)).ToArray();
            var hole = Trajectory.Compute(stations);
            var end = hole.Points[^1];
            end.EastM.ShouldBe(radius, 1e-9);
            end.NorthM.ShouldBe(0, 1e-9);
            end.VerticalDepthM.ShouldBe(radius, 1e-9);
            end.TurnedDeg.ShouldBe(90, 1e-9);
            hole.TortuosityDegPer30M.ShouldBe(90 * 30 / (radius * Math.PI / 2), 1e-9);
        }
    }

    [Fact]
    public void A_horizontal_turn_is_a_circle_on_the_map()
    {
        const double radius = 500;
        var stations = Enumerable.Range(0, 37)
            .Select(i => new SurveyStation(1_000 + (radius * 2 * Math.PI * i / 36), 90, 10 * i)).ToArray();
        var hole = Trajectory.Compute(stations, verticalDepthM: 800);
        hole.Points[9].NorthM.ShouldBe(radius, 1e-9);
        hole.Points[9].EastM.ShouldBe(radius, 1e-9);
        hole.Points[18].DisplacementM.ShouldBe(2 * radius, 1e-9);
        hole.Points[36].DisplacementM.ShouldBe(0, 1e-9);
        hole.Points.ShouldAllBe(p => Math.Abs(p.VerticalDepthM - 800) < 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-10)]
    [InlineData(1e-6)]
    [InlineData(1e-4)]
    public void A_straight_stretch_is_a_straight_line(double turnDeg)
    {
        var hole = Trajectory.Compute([new(0, 30, 60), new(1_000, 30 + turnDeg, 60)]);
        hole.Points[1].VerticalDepthM.ShouldBe(1_000 * Math.Cos(Math.PI / 6), 1e-3);
        hole.Points[1].DoglegDeg.ShouldBe(turnDeg, 1e-13);
        hole.Points[1].DisplacementM.ShouldBe(500, 1e-3);
    }

    [Fact]
    public void The_ratio_factor_has_no_step_where_the_series_ends() =>
        Trajectory.RatioFactor(0.0019999).ShouldBe(Math.Tan(0.00099995) / 0.00099995, 1e-15);

    [Fact]
    public void Azimuth_wraps()
    {
        var across = Trajectory.Compute([new(0, 40, 359), new(30, 40, 1)]).Points[1];
        var around = Trajectory.Compute([new(0, 40, -1), new(30, 40, 361)]).Points[1];
        across.DoglegDeg.ShouldBe(2 * Math.Asin(Math.Sin(40 * Math.PI / 180) * Math.Sin(Math.PI / 180)) * 180 / Math.PI, 1e-9);
        around.DoglegDeg.ShouldBe(across.DoglegDeg, 1e-9);
        around.NorthM.ShouldBe(across.NorthM, 1e-9);
        Math.Abs(across.EastM).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void The_vertical_section_is_the_part_in_its_azimuth()
    {
        var hole = Trajectory.Compute([new(0, 90, 30), new(100, 90, 30)], sectionAzimuthDeg: 90, northM: 5, eastM: 7, verticalDepthM: 3);
        hole.Points[0].VerticalSectionM.ShouldBe(7, 1e-9);
        hole.Points[1].VerticalSectionM.ShouldBe(7 + (100 * Math.Sin(Math.PI / 6)), 1e-9);
        hole.Points[1].VerticalDepthM.ShouldBe(3, 1e-9);
    }

    [Fact]
    public void Between_stations_the_hole_follows_the_arc()
    {
        var hole = Trajectory.Compute([new(100, 0, 0), new(100 + (300 * Math.PI / 2), 90, 90)]);
        hole.At(50).VerticalDepthM.ShouldBe(50, 1e-9);
        hole.At(50).Direction.Down.ShouldBe(1);
        hole.At(100 + (300 * Math.PI / 6)).VerticalDepthM.ShouldBe(100 + (300 * Math.Sin(Math.PI / 6)), 1e-9);
        hole.At(100 + (300 * Math.PI / 6)).Direction.East.ShouldBe(0.5, 1e-9);
        hole.At(2_000).VerticalDepthM.ShouldBe(400, 1e-9);
    }

    [Theory]
    [InlineData(10, 10, "must ascend")]
    [InlineData(10, 9, "must ascend")]
    [InlineData(10, double.NaN, "must be a number")]
    public void Depths_that_do_not_ascend_are_refused(double first, double second, string why) =>
        Should.Throw<InvalidDataException>(() => Trajectory.Compute([new(first, 0, 0), new(second, 0, 0)])).Message.ShouldContain(why);

    [Theory]
    [InlineData(-1)]
    [InlineData(181)]
    [InlineData(double.NaN)]
    public void An_impossible_inclination_is_refused(double inclination) =>
        Should.Throw<InvalidDataException>(() => Trajectory.Compute([new(0, 0, 0), new(30, inclination, 0)])).Message
            .ShouldContain("station 2");

    [Fact]
    public void A_hole_that_turns_back_or_has_one_station_is_refused()
    {
        Should.Throw<InvalidDataException>(() => Trajectory.Compute([new(0, 90, 0), new(30, 90, 180)])).Message.ShouldContain("turn back");
        Should.Throw<InvalidDataException>(() => Trajectory.Compute([new(0, 0, 0)])).Message.ShouldContain("at least 2");
    }
}
