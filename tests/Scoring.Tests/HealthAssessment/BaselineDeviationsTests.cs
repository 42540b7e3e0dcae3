using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Simulator.Physics;

namespace Maintenance.Scoring.Tests.HealthAssessment;

/// <summary>
/// Drills compared with their own past: simulated ones over three days, looked at every hour, with faults that begin after a day and a
/// half. The rules were chosen on seeds 31 and 32; the seed here is another.
/// </summary>
public sealed class BaselineDeviationsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const long Second = 1_000_000;
    private const long HalfHour = 1800 * Second;
    private const int Windows = 144;
    private const int BlocksOfWindow = 8;
    private const int Healthy = 8;
    private static readonly long Start = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
    private static readonly TimeSpan Onset = TimeSpan.FromHours(36);

    private static readonly Dictionary<string, string[]> Signs = new(StringComparer.Ordinal)
    {
        [FailureModes.BearingWear] = ["band_high", "band_mid", "waveform_kurtosis"],
        [FailureModes.Imbalance] = ["band_shaft_1x", "lateral_rms", "velocity_rms"],
        [FailureModes.StickSlip] = ["stick_slip_index", "torsional_rms", "torque_std"],
        [FailureModes.Overheating] = ["motor_temperature", "gearbox_temperature"],
    };

    [Fact]
    public void Every_fault_is_told_by_its_signs_while_it_grows_and_healthy_drills_are_like_themselves()
    {
        string?[] modes = [.. Enumerable.Repeat<string?>(null, Healthy), .. Signs.Keys];
        var plan = new FaultPlan([.. modes.Select(m => m is null
            ? null : new Fault(m, Start, Onset, TimeSpan.FromHours(36), TimeSpan.FromHours(1)))]);
        var fleet = SimulatedFleet.Create(new FleetOptions { Seed = 57, Assets = modes.Length, StartUnixMicros = Start }, plan);
        var (healthyLooks, told) = (0, 0);
        for (var drill = 0; drill < modes.Length; drill++)
        {
            var samples = Samples(fleet, drill);
            double? first = null;
            for (var n = 2; n <= samples.Count; n += 2)
            {
                if (BaselineDeviations.Compare(samples[..n]) is not { Score: not null } look) continue;
                var hoursOfFault = (look.At - UnixMicros.ToUtc(Start) - Onset).TotalHours;
                if (modes[drill] is { } mode && hoursOfFault >= 0)
                {
                    if (first is null && look.Deviations.Any(d => Signs[mode].Any(s => d.Feature.StartsWith(s, StringComparison.Ordinal))))
                        first = hoursOfFault;
                    continue;
                }
                healthyLooks++;
                if (look.Deviations.Count > 0) told++;
            }
            if (modes[drill] is null) continue;
            output.WriteLine($"{modes[drill]}: told {first:F1} h after it began to grow, {36 - first:F1} h before it is complete");
            first.ShouldNotBeNull(modes[drill]);
            first.Value.ShouldBeLessThan(30);
        }
        output.WriteLine($"{told} of {healthyLooks} looks at healthy drills told something");
        healthyLooks.ShouldBeGreaterThan(250);
        ((double)told / healthyLooks).ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Nothing_is_said_before_half_a_day_of_the_same_state_is_known()
    {
        BaselineDeviations.Compare([]).ShouldBeNull();
        var few = BaselineDeviations.Compare([.. Looks(27, _ => 1)])!;
        (few.Score, few.UsualWindows, few.Deviations.Count).ShouldBe((null, 23, 0));
        BaselineDeviations.Compare([.. Looks(28, _ => 1)])!.Score.ShouldNotBeNull();
        var tripping = BaselineDeviations.Compare(
            [.. Looks(60, _ => 1), .. Looks(61, _ => 9).Skip(60).Select(s => s with { State = DrillingState.Tripping })])!;
        (tripping.Score, tripping.DrillingState, tripping.UsualWindows).ShouldBe((null, "tripping", 0));
        var again = BaselineDeviations.Compare([.. Looks(60, _ => 1), .. Looks(80, _ => 9).Skip(78)])!;
        (again.Score, again.UsualWindows, again.RecentWindows).ShouldBe((null, 30, 2));
    }

    [Fact]
    public void One_odd_look_is_no_deviation_and_what_grew_for_days_is_told_so()
    {
        BaselineDeviations.Compare([.. Looks(60, w => w == 59 ? 50 : 1)])!.Deviations.ShouldBeEmpty();
        var grown = BaselineDeviations.Compare([.. Looks(5 * 48, w => 1 + (w / 48))])!.Deviations[0];
        grown.RisingDays.ShouldBe(4, "though its own past varies as much");
        BaselineDeviations.Compare([.. Looks(5 * 48, w => w >= 4 * 48
            ? 0.2f : 1)])!.Deviations[0].Spreads.ShouldBeLessThan(-BaselineDeviations.MinReportedSpreads);
    }

    // One feature that tells of the machine follows the given values with a little noise; the others are not known.
    private static IEnumerable<BaselineDeviations.Sample> Looks(int count, Func<int, float> value)
    {
        var feature = WindowFeatures.Names.ToList().FindIndex(n => n.StartsWith("band_high", StringComparison.Ordinal));
        for (var w = 0; w < count; w++)
        {
            var features = new float[WindowFeatures.Names.Count];
            Array.Fill(features, float.NaN);
            features[feature] = value(w) * (1 + 0.01f * (w % 5 - 2));
            yield return new BaselineDeviations.Sample(Start + w * HalfHour, DrillingState.Drilling, features);
        }
    }

    private static List<BaselineDeviations.Sample> Samples(SimulatedFleet fleet, int drill)
    {
        var samples = new List<BaselineDeviations.Sample>();
        for (var w = 1; w <= Windows; w++)
        {
            var (extractor, features, evidence) =
                (new FeatureExtractor(DrillSetup.Of(fleet.Assets[drill])), new float[WindowFeatures.Names.Count], false);
            for (var t = Start + (w * HalfHour) - (BlocksOfWindow * Second); t < Start + (w * HalfHour); t += Second)
                evidence = extractor.Add(fleet.GenerateBlock(drill, t), features);
            if (evidence) samples.Add(new BaselineDeviations.Sample(Start + (w * HalfHour) - Second, extractor.State, features));
        }
        return samples;
    }
}
