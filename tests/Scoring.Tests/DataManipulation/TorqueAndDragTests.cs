using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>The soft-string model against closed forms.</summary>
public sealed class TorqueAndDragTests
{
    private const double Weight = 300, Radius = 0.08, Block = 200_000;
    private static readonly StringSection[] Pipe = [new(10_000, Weight, Radius)];

    [Fact]
    public void A_vertical_hole_has_no_drag()
    {
        var loads = new TorqueAndDrag(Trajectory.Compute([new(0, 0, 0), new(3_000, 0, 0)]), Pipe, 0, Block).At(2_000, 0.3);
        loads.PickUpN.ShouldBe(Block + (2_000 * Weight), 1e-3);
        loads.SlackOffN.ShouldBe(loads.PickUpN, 1e-3);
        loads.RotatingN.ShouldBe(loads.PickUpN, 1e-3);
        loads.TorqueNm.ShouldBe(0, 1e-6);
    }

    [Fact]
    public void On_a_slope_the_string_weighs_its_cosine_and_rubs_with_its_sine()
    {
        var loads = new TorqueAndDrag(Trajectory.Compute([new(0, 60, 0), new(3_000, 60, 0)]), Pipe, 0, Block).At(2_000, 0.25);
        var (sin, cos) = Math.SinCos(Math.PI / 3);
        loads.RotatingN.ShouldBe(Block + (2_000 * Weight * cos), 1e-3);
        loads.PickUpN.ShouldBe(Block + (2_000 * Weight * (cos + (0.25 * sin))), 1e-3);
        loads.SlackOffN.ShouldBe(Block + (2_000 * Weight * (cos - (0.25 * sin))), 1e-3);
        loads.TorqueNm.ShouldBe(0.25 * 2_000 * Weight * sin * Radius, 1e-3);
    }

    [Fact]
    public void Mud_bears_its_share()
    {
        var hole = Trajectory.Compute([new(0, 0, 0), new(3_000, 0, 0)]);
        new TorqueAndDrag(hole, Pipe, 1_570, 0).At(1_000, 0).RotatingN.ShouldBe(1_000 * Weight * 0.8, 1e-3);
    }

    [Fact]
    public void Without_friction_only_the_vertical_depth_counts()
    {
        var hole = Trajectory.Compute([new(0, 0, 0), new(500, 0, 0), new(1_000, 60, 40), new(2_000, 60, 80)]);
        var loads = new TorqueAndDrag(hole, Pipe, 0, 0).At(2_000, 0);
        loads.RotatingN.ShouldBe(hole.Points[^1].VerticalDepthM * Weight, 1e-3);
        loads.PickUpN.ShouldBe(loads.RotatingN, 1e-6);
    }

    [Fact]
    public void A_bend_multiplies_a_pull_as_a_capstan_does()
    {
        // A weightless string in a horizontal bend of 90° pulls a heavy piece that lies beyond it: F · e^(μβ).
        SurveyStation[] stations =
            [new(0, 90, 0), .. Enumerable.Range(1, 90).Select(i => new SurveyStation(10 * i, 90, i)), new(901, 90, 90)];
        var hole = Trajectory.Compute(stations, verticalDepthM: 1_000);
        var model = new TorqueAndDrag(hole, [new(1, 1e6, Radius), new(10_000, 1e-6, Radius)], 0, 0);
        var atBend = model.At(901, 0.3).PickUpN;
        var heavy = 1e6 * 0.3;
        atBend.ShouldBe(heavy * Math.Exp(0.3 * Math.PI / 2), 0.001 * heavy);
    }

    [Fact]
    public void Friction_is_found_again_from_what_was_measured()
    {
        var hole = Trajectory.Compute([new(0, 0, 0), new(500, 0, 0), new(1_500, 50, 40), new(3_000, 50, 40)]);
        var model = new TorqueAndDrag(hole, [new(200, 1_500, 0.1), new(10_000, Weight, Radius)], 1_200, Block);
        var loads = model.At(2_800, 0.27);
        model.FrictionOfPickUp(2_800, loads.PickUpN).ShouldBe(0.27, 1e-6);
        model.FrictionOfSlackOff(2_800, loads.SlackOffN).ShouldBe(0.27, 1e-6);
        model.FrictionOfTorque(2_800, loads.TorqueNm).ShouldBe(0.27, 1e-6);
        model.FrictionOfPickUp(2_800, loads.RotatingN / 2).ShouldBe(double.NaN);
        loads.PickUpN.ShouldBeGreaterThan(loads.RotatingN);
        loads.SlackOffN.ShouldBeLessThan(loads.RotatingN);
    }

    [Fact]
    public void Pipe_of_steel_has_its_weight() =>
        // 5 in, 19.5 lb/ft nominal, 4.276 in inside: 17.93 lb/ft of plain tube (API 5DP).
        StringSection.OfSteel(1, 5 * 0.0254, 4.276 * 0.0254).WeightNPerM.ShouldBe(17.93 * 4.4482 / 0.3048, 1);
}
