using Maintenance.Core.Channels;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.SensorHealth;

/// <summary>
/// Vibration sensors that cannot be right while the string turns: a machine that turns at 30 rev/min or more shakes. A drill that stands
/// still is quiet, and not judged; nor is one whose speed is not known.
/// </summary>
internal static class VibrationChecks
{
    /// <summary>
    /// Noise floor of an industrial accelerometer and its cable, m/s² RMS (2 mg): a turning top drive is louder by far, and a value in g
    /// is too.
    /// </summary>
    public const float NoiseFloor = 0.02f;

    private const float MinRpm = 30;
    private const int MinReadings = 8;

    // An offset below this, m/s², may be that of a good amplifier.
    private const float MinOffset = 1;
    private const float Gravity = 9.81f;
    private const float GravityTolerance = 0.1f;
    private const int MinOffsetReadings = 20;

    public static void Find(ReadOnlySpan<BlockEntry> window, ref SensorFaultSet faults)
    {
        Column(window, StandardChannels.VibrationAxial, BlockColumns.AxialRms, ref faults);
        Column(window, StandardChannels.VibrationLateral, BlockColumns.LateralRms, ref faults);
        Column(window, StandardChannels.VibrationTorsional, BlockColumns.TorsionalRms, ref faults);
        Waveform(window, ref faults);
    }

    private static void Column(ReadOnlySpan<BlockEntry> window, int channel, int rms, ref SensorFaultSet faults)
    {
        var (low, high, loudest, readings, offset, power, blocks) = (float.PositiveInfinity, float.NegativeInfinity, 0f, 0, 0d, 0d, 0);
        foreach (var block in window)
        {
            var max = BlockColumns.Max(block, channel);
            if (float.IsNaN(max) || !(BlockColumns.Speed(block) >= MinRpm)) continue;
            var min = BlockColumns.Min(block, channel);
            (low, high, readings, blocks) = (MathF.Min(low, min), MathF.Max(high, max), readings + block.ReadingCount, blocks + 1);
            // A block of a few readings has no RMS: then their whole range over the window counts.
            var level = block.Descriptors[rms];
            loudest = float.IsNaN(level) ? float.NaN : MathF.Max(loudest, level);
            offset += BlockColumns.Mean(block, channel);
            power += (double)level * level;
        }
        if (readings < MinReadings) return;
        if (KindOf(low, high, loudest) is { } kind) Add(window, kind, channel, ref faults);
        else if (channel != StandardChannels.VibrationTorsional && readings >= MinOffsetReadings
            && IsOffset(Math.Abs(offset / blocks), Math.Sqrt(power / blocks)))
            faults.Add(SensorFaultKind.Offset, channel, invalid: 0);
    }

    private static SensorFaultKind? KindOf(float low, float high, float loudest)
    {
        if (high == low) return MathF.Abs(high) < NoiseFloor ? SensorFaultKind.Dead : SensorFaultKind.Frozen;
        if (loudest == 0) return SensorFaultKind.Held;
        if (loudest < NoiseFloor || high - low < NoiseFloor) return SensorFaultKind.Dead;
        return null;
    }

    private static void Waveform(ReadOnlySpan<BlockEntry> window, ref SensorFaultSet faults)
    {
        var (loudest, offset, power, count) = (0f, 0d, 0d, 0);
        foreach (var block in window)
        {
            var rms = block.Descriptors[BlockColumns.WaveformRms];
            if (float.IsNaN(rms) || !(BlockColumns.Speed(block) >= MinRpm)) continue;
            var shift = block.Descriptors[BlockColumns.WaveformOffset] * (double)rms;
            (loudest, offset, power, count) = (MathF.Max(loudest, rms), offset + shift, power + (double)rms * rms, count + 1);
        }
        if (count == 0) return;
        if (loudest < NoiseFloor) faults.Add(SensorFaultKind.Dead, Sensors.Waveform);
        else if (IsOffset(offset / count, Math.Sqrt(power / count))) faults.Add(SensorFaultKind.Offset, Sensors.Waveform, invalid: 0);
    }

    // Descriptors are about the mean, so that an offset spoils none; it tells of a bias that has moved, before the sensor fails.
    private static bool IsOffset(double mean, double rms) => mean > MinOffset && mean > rms
        && Math.Abs(mean - Gravity) > GravityTolerance * Gravity;

    private static void Add(ReadOnlySpan<BlockEntry> window, SensorFaultKind kind, int channel, ref SensorFaultSet faults)
    {
        faults.Add(kind, channel);
        if (channel != StandardChannels.VibrationLateral) return;
        // Without a waveform the spectrum is that of the column; with one, the lines at rotation frequency may still be.
        faults.Add(kind, channel, SensorChecks.HasWaveform(window) ? Sensors.ColumnLines : Sensors.ColumnSpectra);
    }
}
