using System.Runtime.InteropServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.SensorHealth;
using Maintenance.Scoring.Trends;
using Maintenance.Simulator.Physics;
using Kind = Maintenance.Simulator.Physics.SensorFaultKind;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>A healthy simulated drill, with its usual dropouts and spikes, one sensor of which lies from the second hour on.</summary>
public sealed class SensorFaultsOnSimulatedDrillTests
{
    private const long Start = 1_750_000_000_000_000;
    private const int Hours = 4;

    [Theory]
    [InlineData("torque", Kind.Frozen, 0, "torque frozen")]
    [InlineData("vibration_lateral", Kind.Frozen, 0, "vibration_lateral frozen")]
    [InlineData("vibration_axial", Kind.Saturated, 0.7, "vibration_axial saturated")]
    [InlineData("vibration_lateral", Kind.WrongUnit, SensorFault.InG, "vibration_lateral wrong_unit")]
    [InlineData("standpipe_pressure", Kind.WrongUnit, 1e-5, "standpipe_pressure wrong_unit")]
    [InlineData("gearbox_temperature", Kind.Offset, 273.15, "gearbox_temperature wrong_unit")]
    [InlineData("motor_temperature", Kind.Noise, 5, "motor_temperature noisy")]
    [InlineData(SensorFault.Waveform, Kind.Frozen, 0, "waveform dead")]
    [InlineData(SensorFault.Waveform, Kind.Saturated, 1, "waveform saturated")]
    [InlineData(SensorFault.Waveform, Kind.Offset, 20, "waveform offset")]
    [InlineData(SensorFault.Waveform, Kind.WrongUnit, SensorFault.InG, "waveform wrong_unit")]
    public void It_is_named_and_no_other_sensor_is(string channel, Kind kind, double amount, string expected)
    {
        var from = Start + UnixMicros.PerSecond * 3_600;
        var (before, after) = Play(new SensorFault(0, channel, kind, from, long.MaxValue, amount));
        before.ShouldBeEmpty();
        after.ShouldContain(expected);
        var name = expected.Split(' ')[0];
        after.ShouldAllBe(f => f.StartsWith(name + " ", StringComparison.Ordinal));
    }

    private static (IReadOnlySet<string> Before, IReadOnlySet<string> After) Play(SensorFault fault)
    {
        var fleet = SimulatedFleet.Create(new FleetOptions
        {
            Seed = 4_711,
            Assets = 1,
            Faults = FaultPreset.None,
            StartUnixMicros = Start,
            SensorFaults = [fault],
        });
        var (window, rollUp, open, minutes) = (
            new BlockWindow(DrillSetup.Of(fleet.Assets[0])), new MinuteRollUp(), new List<BlockEntry>(), new List<Minute>());
        var (before, after) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        for (var t = Start; t < Start + Hours * 3_600 * UnixMicros.PerSecond; t += 5 * UnixMicros.PerSecond)
        {
            var block = window.Add(fleet.GenerateBlock(0, t));
            var number = MinuteRollUp.NumberOf(t);
            if (open.Count > 0 && MinuteRollUp.NumberOf(open[0].EventTimeUnixMicros) != number)
            {
                var minute = new Minute { Number = number - 1, Blocks = open.Count };
                rollUp.Compute(CollectionsMarshal.AsSpan(open), minute.Values);
                minutes.Add(minute);
                open.Clear();
                Note(SensorTrends.Find(CollectionsMarshal.AsSpan(minutes)[^Math.Min(minutes.Count, TrendAssessor.MaxMinutes)..]));
            }
            open.Add(block);
            Note(SensorChecks.Find(window.Blocks));

            void Note(SensorFaultSet faults)
            {
                for (var sensor = 0; sensor < Sensors.Count; sensor++)
                    foreach (var kind in Enum.GetValues<Scoring.SensorHealth.SensorFaultKind>())
                        if (faults.Has(kind, sensor))
                            (fault.IsActiveAt(t) ? after : before).Add($"{Sensors.NameOf(sensor)} {SensorFaultText.NameOf(kind)}");
            }
        }
        return (before, after);
    }
}
