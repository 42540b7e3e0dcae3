using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Tests.Physics;

public sealed class DrillingProgramTests
{
    [Fact]
    public void A_drill_goes_through_all_activities_and_drills_most_of_the_time()
    {
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 5, Faults = FaultPreset.None });
        for (var asset = 0; asset < 5; asset++)
        {
            var states = Enumerable.Range(0, 86_400 / 10).Select(i => fleet.Drills[asset].StateAt(Fleets.Start + i * 10_000_000L))
                .ToArray();
            foreach (var state in new[] { DrillingState.Drilling, DrillingState.Reaming, DrillingState.Connection, DrillingState.Tripping,
                DrillingState.Idle })
                states.ShouldContain(state);
            (states.Count(s => s == DrillingState.Drilling) / (double)states.Length).ShouldBeInRange(0.6, 0.9);
        }
    }

    [Fact]
    public void Hole_depth_never_shrinks_within_a_run_and_the_bit_is_never_below_it()
    {
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 3, Faults = FaultPreset.None, WaveformEverySeconds = 0 });
        for (var asset = 0; asset < 3; asset++)
        {
            var last = 0f;
            for (var i = 0; i < 150; i++)
            {
                var block = fleet.GenerateBlock(asset, Fleets.Start + i * 43 * 1_000_000L);
                var hole = Fleets.Column(block, StandardChannels.HoleDepth);
                var bit = Fleets.Column(block, StandardChannels.BitDepth);
                for (var k = 0; k < hole.Length; k++)
                {
                    bit[k].ShouldBeLessThanOrEqualTo(hole[k] + 0.001f);
                    if (hole[k] > last - 200) hole[k].ShouldBeGreaterThanOrEqualTo(last - 0.001f);
                    last = hole[k];
                }
            }
        }
    }

    [Fact]
    public void Signals_tell_the_activity()
    {
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 1, Faults = FaultPreset.None, SensorDefects = false });
        var seen = new HashSet<DrillingState>();
        for (var i = 0; i < 30_000 && seen.Count < 5; i++)
        {
            var t = Fleets.Start + i * 3_000_000L;
            var state = fleet.Drills[0].StateAt(t);
            if (fleet.Drills[0].StateAt(t - 25_000_000) != state || fleet.Drills[0].StateAt(t + 25_000_000) != state || !seen.Add(state))
                continue;
            var block = fleet.GenerateBlock(0, t);
            var rpm = Fleets.Column(block, StandardChannels.RotarySpeed).Average();
            var flow = Fleets.Column(block, StandardChannels.MudFlowIn).Average();
            var weight = Fleets.Column(block, StandardChannels.WeightOnBit).Average();
            (rpm > 20).ShouldBe(state is DrillingState.Drilling or DrillingState.Reaming, state.ToString());
            (flow > 0.01).ShouldBe(state is DrillingState.Drilling or DrillingState.Reaming, state.ToString());
            (weight > 30e3).ShouldBe(state is DrillingState.Drilling, state.ToString());
        }
        seen.Count.ShouldBe(5);
    }

    [Fact]
    public void Faults_hit_the_stated_part_of_the_fleet_and_take_turns()
    {
        var plan = FaultPlan.Create(1, 40, 0.3, FaultPreset.Demo, Fleets.Start);
        plan.Faults.Count(f => f is not null).ShouldBe(12);
        plan.Faults.Where(f => f is not null).GroupBy(f => f!.FailureMode).Select(g => g.Count()).ShouldAllBe(n => n == 3);
        var story = FaultPlan.Create(1, 40, 0.3, FaultPreset.Story, Fleets.Start);
        story.Faults.Select(f => f?.FailureMode).ShouldBe(plan.Faults.Select(f => f?.FailureMode));
        var early = story.Faults.OfType<Fault>().Where(f => f.OnsetDelay + f.Growth < TimeSpan.FromMinutes(12));
        early.Select(f => f.FailureMode).Order(StringComparer.Ordinal).ShouldBe(["bearing_wear", "imbalance", "overheating", "stick_slip"]);
    }

    [Fact]
    public void Severity_is_zero_until_the_known_onset_one_at_failure_and_zero_after_repair()
    {
        var fault = new Fault(FailureModes.Imbalance, Fleets.Start, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
            TimeSpan.FromMinutes(5));
        static long At(double minutes) => Fleets.Start + (long)(minutes * 60e6);
        fault.SeverityAt(At(-1)).ShouldBe(0);
        fault.SeverityAt(At(2)).ShouldBe(0);
        fault.SeverityAt(At(7)).ShouldBe(Math.Pow(0.5, 1.5), 1e-9);
        fault.SeverityAt(At(12)).ShouldBe(1);
        fault.SeverityAt(At(16.9)).ShouldBe(1);
        fault.SeverityAt(At(17.5)).ShouldBe(0);
        fault.RemainingHoursAt(At(6)).ShouldBe(0.1, 1e-9);
        fault.RemainingHoursAt(At(13)).ShouldBe(0);
    }
}
