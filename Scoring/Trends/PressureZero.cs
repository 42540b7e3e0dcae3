namespace Maintenance.Scoring.Trends;

/// <summary>
/// The zero of the standpipe pressure: at each connection the pumps stop and the pipe is opened, so that the pressure is that of the air.
/// Held pressure (a test of the blow-out preventer, a leak-off test) comes once, not at the same value after each time of pumping.
/// </summary>
internal static class PressureZero
{
    private const float NoFlow = 0.0005f;
    private const float Flow = 0.01f;

    // Pa: beyond what a column of mud in the standpipe leaves (30 m at 2,000 kg/m3), and the like below zero, where only air is missing.
    private const float Above = 0.7e6f;
    private const float Below = -0.15e6f;
    private const float Alike = 0.3e6f;
    private const int MinStops = 3;

    /// <summary>
    /// True when the pressure at rest was the same and not zero at each of the last three stops of the pumps, or less than nothing at as
    /// many of them as there are.
    /// </summary>
    public static bool IsOff(ReadOnlySpan<Minute> minutes)
    {
        var (stops, level, lowest, highest) = (0, float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        for (var i = minutes.Length - 1; i >= 0 && stops < MinStops; i--)
        {
            var minute = minutes[i];
            if (minute[MinuteColumn.MudFlowIn] is >= 0 and < NoFlow && IsSteady(minute))
                level = Nearer(level, minute[MinuteColumn.StandpipePressure]);
            if (float.IsNaN(level) || !(minute[MinuteColumn.MudFlowIn] > Flow)) continue;
            (lowest, highest, level) = (MathF.Min(lowest, level), MathF.Max(highest, level), float.NaN);
            stops++;
        }
        // Less than nothing is never held pressure: one stop is enough, and no second value need be alike, for a sensor may drift.
        return (stops > 0 && highest < Below) || (stops == MinStops && lowest > Above && highest - lowest <= Alike);
    }

    /// <summary>
    /// Number of the minute from which pressures have today's zero: the last stop that showed it after one that showed another. A gauge
    /// that is mended steps, and the step is no pack-off. <see cref="long.MinValue"/> when the zero did not change.
    /// </summary>
    public static long ComparableFrom(ReadOnlySpan<Minute> minutes)
    {
        var (level, stop, sound) = (float.NaN, long.MinValue, long.MinValue);
        for (var i = minutes.Length - 1; i >= 0; i--)
        {
            var minute = minutes[i];
            if (minute[MinuteColumn.MudFlowIn] is >= 0 and < NoFlow && IsSteady(minute))
            {
                if (float.IsNaN(level)) stop = minute.Number;
                level = Nearer(level, minute[MinuteColumn.StandpipePressure]);
            }
            if (float.IsNaN(level) || !(minute[MinuteColumn.MudFlowIn] > Flow)) continue;
            if (level is < Below or > Above) return sound;
            (sound, level) = (stop, float.NaN);
        }
        return long.MinValue;
    }

    private static bool IsSteady(Minute minute) =>
        minute[MinuteColumn.StandpipePressureMax] - minute[MinuteColumn.StandpipePressureMin] < Alike;

    private static float Nearer(float level, float value) => MathF.Abs(value) >= MathF.Abs(level) ? level : value;
}
