using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Training.Bench.Descriptors;

/// <summary>
/// Blocks of one second of a drill whose bearing is damaged at the outer race: three axes of vibration at 2,560 Hz and twelve slow
/// channels. Made from a fixed seed.
/// </summary>
internal static class DescriptorLoad
{
    /// <summary>Samples of an axis.</summary>
    public const int Samples = 2_560;

    private const double ShaftHz = 8.5 * 130 / 60;
    private const long Start = 1_700_000_000_000_000;

    private static readonly int[] Vibration =
        [StandardChannels.VibrationAxial, StandardChannels.VibrationLateral, StandardChannels.VibrationTorsional];

    private static readonly (int Channel, double Level)[] Slow =
    [
        (StandardChannels.BearingTemperature, 61), (StandardChannels.MotorTemperature, 80), (StandardChannels.GearboxTemperature, 70),
        (StandardChannels.MudTemperature, 40), (StandardChannels.RotarySpeed, 130), (StandardChannels.Torque, 9_000),
        (StandardChannels.WeightOnBit, 90_000), (StandardChannels.HookLoad, 1_200_000), (StandardChannels.RateOfPenetration, 0.006),
        (StandardChannels.StandpipePressure, 21e6), (StandardChannels.MudFlowIn, 0.04), (StandardChannels.MotorCurrent, 600),
    ];

    private static readonly AssetId Asset = AssetId.Parse("bench");

    /// <summary>What is known of the drill.</summary>
    public static DrillSetup Setup { get; } =
        new(0.216, [new MeasurementLocation(Asset, "top-drive-bearing", 8.5, new BearingGeometry(16, 0.02, 0.1), 23, 600, false)]);

    /// <summary>Three waveforms, and the slow channels ten times.</summary>
    /// <param name="speedChange">Relative change of the speed within the block.</param>
    public static byte[] Waveforms(double speedChange)
    {
        var (record, random) = (Record(10), new Random(1));
        foreach (var (channel, level) in Slow)
            record.Columns.Add(SlowColumn(channel, level, record.ReadingCount, channel == StandardChannels.RotarySpeed ? speedChange : 0,
                random));
        foreach (var location in new[] { "top-drive-bearing", "top-drive-axial", "gearbox" })
            record.Waveforms.Add(new TimeWaveform(location, Samples, Start, Vibrating(random)));
        return TelemetryCodecV1.Encode(record);
    }

    /// <summary>Fifteen columns of 2,560 readings.</summary>
    public static byte[] Columns()
    {
        var (record, random) = (Record(Samples), new Random(1));
        foreach (var channel in Vibration) record.Columns.Add(new TelemetryColumn(channel, "", Vibrating(random)));
        foreach (var (channel, level) in Slow) record.Columns.Add(SlowColumn(channel, level, Samples, change: 0, random));
        return TelemetryCodecV1.Encode(record);
    }

    private static TelemetryRecord Record(int readings) => new()
    {
        Asset = Asset.Value,
        Flags = RecordFlags.Block,
        EventTimeUnixMicros = Start,
        ReadingCount = readings,
        IntervalMicros = (uint)Math.Round(1e6 / readings),
    };

    private static TelemetryColumn SlowColumn(int channel, double level, int readings, double change, Random random) => new(channel, "",
        [.. Enumerable.Range(0, readings).Select(i => (float)(level * (1 + change * i / readings + 0.001 * random.NextDouble())))]);

    // Imbalance, gear mesh, impacts that excite a resonance, noise.
    private static float[] Vibrating(Random random)
    {
        var (period, samples) = (Samples / (Setup.Locations[0].Bearing!.OuterRaceOrder * ShaftHz), new float[Samples]);
        for (var i = 0; i < Samples; i++)
        {
            var (turns, since) = (ShaftHz * i / Samples, i % period);
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * turns) + 0.2 * Math.Sin(2 * Math.PI * 23 * turns)
                + 2 * Math.Exp(-since / 8) * Math.Sin(2 * Math.PI * 0.35 * since) + random.NextDouble() - 0.5);
        }
        return samples;
    }
}
