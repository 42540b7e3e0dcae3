using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.SensorHealth;

/// <summary>
/// Finds the sensors at fault in a window of blocks, before anything is concluded from them: a pure function of the blocks. What a machine
/// can do is never taken for a sensor fault; what is not measured is none. Slow faults are found by <see cref="SensorTrends"/>.
/// </summary>
internal static class SensorChecks
{
    /// <summary>
    /// Share of values at a limit from which a sensor is saturated. Fewer cut the peaks of rare shocks, and leave level and spectrum right.
    /// </summary>
    public const float SaturatedShare = 0.01f;

    /// <summary>Relative difference of speeds from which shaft lines are sought in the wrong place.</summary>
    public const float WrongSpeed = 0.05f;

    private const float SharePerMille = 0.001f;
    private const int MinSaturatedBlocks = 3;
    private const int MinSpeeds = 2;
    private const float SpeedsAgree = 0.04f;
    private const int MinBlocks = 10;

    /// <summary>Finds the faults.</summary>
    /// <param name="window">Blocks in event-time order, the judged one last.</param>
    public static SensorFaultSet Find(ReadOnlySpan<BlockEntry> window)
    {
        var faults = SensorFaultSet.None;
        VibrationChecks.Find(window, ref faults);
        Saturated(window, StandardChannels.VibrationAxial, BlockColumns.AxialClipped, ref faults);
        Saturated(window, StandardChannels.VibrationLateral, BlockColumns.LateralClipped, ref faults);
        Saturated(window, StandardChannels.VibrationTorsional, BlockColumns.TorsionalClipped, ref faults);
        SaturatedWaveform(window, ref faults);
        SampleRate(window, ref faults);
        TemperatureChecks.Find(window, ref faults);
        Range(window, ref faults);
        return faults;
    }

    // A limit of the sensor is the same in every block; the highest step of a coarse one differs from block to block.
    private static void Saturated(ReadOnlySpan<BlockEntry> window, int channel, int clipped, ref SensorFaultSet faults)
    {
        var (sum, count, cut) = (0f, 0, 0);
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var block in window)
        {
            var share = block.Descriptors[clipped];
            if (float.IsNaN(share) || !DrillingStates.MayRotate(block.State)) continue;
            (sum, count) = (sum + share, count + 1);
            if (share == 0) continue;
            cut++;
            (low, high) = (MathF.Min(low, BlockColumns.Min(block, channel)), MathF.Max(high, BlockColumns.Max(block, channel)));
        }
        if (cut < MinSaturatedBlocks || sum < SaturatedShare * count) return;
        var (near, atLimit) = ((high - low) * SharePerMille, 0);
        foreach (var block in window)
        {
            if (!(block.Descriptors[clipped] > 0) || !DrillingStates.MayRotate(block.State)) continue;
            if (BlockColumns.Max(block, channel) >= high - near || BlockColumns.Min(block, channel) <= low + near) atLimit++;
        }
        if (atLimit < 0.8f * cut) return;
        faults.Add(SensorFaultKind.Saturated, channel);
        if (channel == StandardChannels.VibrationLateral && !HasWaveform(window))
            faults.Add(SensorFaultKind.Saturated, channel, Sensors.ColumnSpectra);
    }

    private static void SaturatedWaveform(ReadOnlySpan<BlockEntry> window, ref SensorFaultSet faults)
    {
        var (sum, count) = (0f, 0);
        foreach (var block in window)
        {
            var share = block.Descriptors[BlockColumns.WaveformClipped];
            if (!float.IsNaN(share) && DrillingStates.MayRotate(block.State)) (sum, count) = (sum + share, count + 1);
        }
        if (count > 0 && sum >= SaturatedShare * count) faults.Add(SensorFaultKind.Saturated, Sensors.Waveform);
    }

    private static void SampleRate(ReadOnlySpan<BlockEntry> window, ref SensorFaultSet faults)
    {
        var (low, high, count) = (float.PositiveInfinity, float.NegativeInfinity, 0);
        foreach (var block in window)
        {
            var error = block.Descriptors[BlockColumns.SpeedError];
            if (float.IsNaN(error)) continue;
            (low, high, count) = (MathF.Min(low, error), MathF.Max(high, error), count + 1);
        }
        if (count >= MinSpeeds && high - low <= SpeedsAgree && (low > WrongSpeed || high < -WrongSpeed))
            faults.Add(SensorFaultKind.WrongSampleRate, Sensors.Waveform, Sensors.ShaftLines);
    }

    private static void Range(ReadOnlySpan<BlockEntry> window, ref SensorFaultSet faults)
    {
        var outside = 0;
        foreach (var block in window)
            if ((block.Quality & (byte)ChannelQuality.OutOfRange) != 0) outside++;
        if (window.Length >= MinBlocks && 2 * outside >= window.Length) faults.Add(SensorFaultKind.OutOfRange, Sensors.Any, invalid: 0);
    }

    /// <summary>True when a block of the window has a waveform.</summary>
    public static bool HasWaveform(ReadOnlySpan<BlockEntry> window)
    {
        foreach (var block in window)
            if (!float.IsNaN(block.Descriptors[BlockColumns.WaveformRms])) return true;
        return false;
    }
}
