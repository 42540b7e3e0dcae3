using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Tests.Physics;

public sealed class SensorFaultTests
{
    private const long From = Fleets.Start + 3_600_000_000L;
    private const long Until = From + 7_200_000_000L;

    [Fact]
    public void A_frozen_sensor_repeats_the_value_of_the_moment_whichever_block_is_generated_first()
    {
        var fleet = With(StandardChannels.All[StandardChannels.Torque].Name, SensorFaultKind.Frozen);
        var late = Fleets.Column(fleet.GenerateBlock(0, Until - 5_000_000), StandardChannels.Torque);
        var first = Fleets.Column(Sound().GenerateBlock(0, From), StandardChannels.Torque)[0];
        late.ShouldAllBe(v => v == first);
    }

    [Theory]
    [InlineData(SensorFaultKind.Saturated, 0.1)]
    [InlineData(SensorFaultKind.Drifting, 3)]
    [InlineData(SensorFaultKind.WrongUnit, SensorFault.InG)]
    [InlineData(SensorFaultKind.Offset, 5)]
    [InlineData(SensorFaultKind.Missing, 0)]
    [InlineData(SensorFaultKind.Noise, 2)]
    public void A_fault_changes_its_own_sensor_by_its_own_amount(SensorFaultKind kind, double amount)
    {
        var at = From + 3_600_000_000L;
        var sound = Fleets.Column(Sound().GenerateBlock(0, at), StandardChannels.VibrationLateral);
        var block = With("vibration_lateral", kind, amount).GenerateBlock(0, at);
        var found = Fleets.Column(block, StandardChannels.VibrationLateral);
        Func<float, float>? expected = kind switch
        {
            SensorFaultKind.Saturated => v => Math.Clamp(v, -0.1f, 0.1f),
            SensorFaultKind.Drifting => v => v + 3,
            SensorFaultKind.WrongUnit => v => v * (float)SensorFault.InG,
            SensorFaultKind.Offset => v => v + 5,
            SensorFaultKind.Missing => _ => float.NaN,
            _ => null,
        };
        if (expected is not null) found.ShouldBe(Array.ConvertAll(sound, v => expected(v)));
        else
        {
            var added = found.Zip(sound, (a, b) => a - b).ToArray();
            Fleets.Rms(added).ShouldBeInRange(0.5, 4);
        }
        foreach (var column in block.Columns.Where(c => c.ChannelId != StandardChannels.VibrationLateral))
            column.Values.ShouldBe(Fleets.Column(Sound().GenerateBlock(0, at), column.ChannelId));
    }

    [Fact]
    public void A_wrong_sample_rate_changes_what_the_waveform_says_not_its_samples()
    {
        var waveform = Fleets.Waveform(With(SensorFault.Waveform, SensorFaultKind.WrongSampleRate, 2), 0, From);
        var sound = Fleets.Waveform(Sound(), 0, From);
        waveform.SampleRateHz.ShouldBe(2 * sound.SampleRateHz);
        waveform.Samples.ShouldBe(sound.Samples);
    }

    [Fact]
    public void A_wrong_clock_shifts_every_time_of_the_record()
    {
        var block = With("", SensorFaultKind.ClockSkew, -90).GenerateBlock(0, From);
        block.EventTimeUnixMicros.ShouldBe(From - 90_000_000);
        block.Waveforms.ShouldAllBe(w => w.StartUnixMicros == From - 90_000_000);
    }

    [Fact]
    public void Before_and_after_the_fault_the_bytes_are_those_of_a_sound_sensor()
    {
        var fleet = With("vibration_lateral", SensorFaultKind.Offset, 5);
        foreach (var t in (long[])[From - 1_000_000, Until])
            TelemetryCodecV1.Encode(fleet.GenerateBlock(0, t)).ShouldBe(TelemetryCodecV1.Encode(Sound().GenerateBlock(0, t)));
    }

    private static SimulatedFleet Sound() => Create([]);

    private static SimulatedFleet With(string channel, SensorFaultKind kind, double amount = 0) =>
        Create([new SensorFault(0, channel, kind, From, Until, amount)]);

    private static SimulatedFleet Create(IReadOnlyList<SensorFault> faults) => SimulatedFleet.Create(
        new FleetOptions { Seed = 3, Assets = 2, SensorDefects = false, StartUnixMicros = Fleets.Start, SensorFaults = faults },
        new FaultPlan([null, null]));
}
