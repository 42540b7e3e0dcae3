using Maintenance.Core.Channels;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.SensorHealth;

/// <summary>
/// Temperatures that metal and mud cannot have: bodies of many kilograms change by degrees in a minute, not in a second, and no bearing,
/// motor, gearbox or mud works at 253 °C, where −20 °C lies in kelvin.
/// </summary>
internal static class TemperatureChecks
{
    /// <summary>Kelvin of −20 °C: what reads at least this is no °C.</summary>
    public const float Kelvin = 253;

    private const float Jump = 20;
    private const float Fluctuation = 3;
    private const int MinNoisyBlocks = 10;
    private const long NeighboursMicros = 10_000_000;

    public static void Find(ReadOnlySpan<BlockEntry> window, ref SensorFaultSet faults)
    {
        Find(window, StandardChannels.BearingTemperature, ref faults);
        Find(window, StandardChannels.MotorTemperature, ref faults);
        Find(window, StandardChannels.GearboxTemperature, ref faults);
        Find(window, StandardChannels.MudTemperature, ref faults);
    }

    private static void Find(ReadOnlySpan<BlockEntry> window, int channel, ref SensorFaultSet faults)
    {
        var (lowest, greatest, judged, noisy, turns) = (float.PositiveInfinity, 0f, 0, 0, 0);
        var (before, end, step) = (float.NaN, 0L, float.NaN);
        foreach (var block in window)
        {
            var max = BlockColumns.Max(block, channel);
            if (float.IsNaN(max)) continue;
            var (min, mean) = (BlockColumns.Min(block, channel), BlockColumns.Mean(block, channel));
            lowest = MathF.Min(lowest, min);
            var range = block.DurationMicros <= NeighboursMicros ? max - min : 0;
            greatest = MathF.Max(greatest, range);
            judged++;
            if (judged > 1 && block.EventTimeUnixMicros - end <= NeighboursMicros)
            {
                var next = mean - before;
                greatest = MathF.Max(greatest, MathF.Abs(next));
                // To and fro: a body that warms goes one way.
                if (MathF.Abs(next) >= Fluctuation && next * step < 0) turns++;
                step = next;
            }
            if (range >= Fluctuation) noisy++;
            (before, end) = (mean, block.EventTimeUnixMicros + block.DurationMicros);
        }
        if (judged == 0) return;
        if (lowest >= Kelvin) faults.Add(SensorFaultKind.WrongUnit, channel);
        if (judged >= MinNoisyBlocks && (2 * noisy >= judged || 3 * turns >= judged)) faults.Add(SensorFaultKind.Noisy, channel);
        else if (greatest > Jump) faults.Add(SensorFaultKind.Spiking, channel);
    }
}
