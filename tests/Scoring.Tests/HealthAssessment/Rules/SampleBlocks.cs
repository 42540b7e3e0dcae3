using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Tests.HealthAssessment.Rules;

/// <summary>Windows of blocks whose channels are functions of time, and what a rule says of them.</summary>
internal static class SampleBlocks
{
    private const long Start = 1_700_000_000_000_000;

    /// <summary>A rule.</summary>
    public delegate ModeFinding Rule(in RuleInput input);

    /// <summary>Asks a rule about the last of so many blocks.</summary>
    /// <param name="rule">Rule.</param>
    /// <param name="rateHz">Readings per second.</param>
    /// <param name="seconds">How long the channels are given.</param>
    /// <param name="state">Drilling state.</param>
    /// <param name="channels">Values by time in seconds.</param>
    public static ModeFinding Ask(Rule rule, double rateHz, int seconds, DrillingState state,
        params (int Channel, Func<double, double> Value)[] channels) =>
        Ask(rule, [.. Enumerable.Range(0, seconds).Select(s => Block(s, (int)rateHz, channels))], state);

    /// <summary>Asks a rule about the last of some blocks.</summary>
    public static ModeFinding Ask(Rule rule, IReadOnlyList<BlockEntry> blocks, DrillingState state)
    {
        foreach (var block in blocks) block.State = state;
        var window = blocks.Where(b => b.EventTimeUnixMicros > blocks[^1].EventTimeUnixMicros - WindowFeatures.WindowMicros).ToArray();
        var features = new float[WindowFeatures.Names.Count];
        return rule(Input(window, features, state));
    }

    /// <summary>What a rule is asked about a window in which the string turns.</summary>
    /// <param name="window">The blocks.</param>
    /// <param name="features">Overwritten with its features.</param>
    /// <param name="state">Drilling state.</param>
    /// <param name="location">What is known of the machine.</param>
    public static RuleInput Input(
        BlockEntry[] window, float[] features, DrillingState state, Core.Assets.MeasurementLocation? location = null)
    {
        var running = new bool[window.Length];
        WindowFeatures.Compute(window, features, running);
        return new RuleInput
        {
            Features = features, Window = window, Running = running, State = state, Turning = true, Location = location,
        };
    }

    /// <summary>A block of one second.</summary>
    public static BlockEntry Block(int second, int readings, params (int Channel, Func<double, double> Value)[] channels)
    {
        var entry = new BlockEntry { EventTimeUnixMicros = Start + (second * 1_000_000L), ReadingCount = readings };
        var moments = new Moments[StandardChannels.Count];
        Array.Fill(moments, Moments.None);
        void Set(string descriptor, float value) => entry.Descriptors[Descriptors.IndexOf(descriptor)] = value;
        foreach (var (channel, value) in channels)
        {
            var values = Enumerable.Range(0, readings).Select(i => (float)value(second + (i / (double)readings))).ToArray();
            moments[channel] = Moments.Of(values, new float[readings]);
            var hz = (channels.FirstOrDefault(c => c.Channel == StandardChannels.RotarySpeed).Value?.Invoke(second) ?? double.NaN) / 60;
            if (channel == StandardChannels.VibrationAxial) Set("axial_3x", Line(values, 3 * hz));
            if (channel == StandardChannels.VibrationLateral) Set("band_shaft_1x", Line(values, hz));
        }
        DrillingDescriptors.Compute(moments, double.NaN, entry.Descriptors);
        if (readings > 1) Set("readings_per_second", readings);
        Set("rotary_speed_mean", moments[StandardChannels.RotarySpeed].Mean);
        Set("torque_mean", moments[StandardChannels.Torque].Mean);
        Set("axial_rms", moments[StandardChannels.VibrationAxial].StandardDeviation);
        Set("lateral_rms", moments[StandardChannels.VibrationLateral].StandardDeviation);
        Set("lateral_kurtosis", moments[StandardChannels.VibrationLateral].Kurtosis);
        ChannelSummary.Write(moments, entry.Statistics);
        return entry;
    }

    // Amplitude of a sine of a whole number of turns per second.
    private static float Line(float[] values, double hz)
    {
        var (re, im) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * hz * i / values.Length);
            (re, im) = (re + (values[i] * cos), im + (values[i] * sin));
        }
        return (float)(2 * Math.Sqrt((re * re) + (im * im)) / values.Length);
    }
}
