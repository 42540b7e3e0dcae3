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

    /// <summary>True when the pressure at rest was the same and not zero at each of the last stops of the pumps.</summary>
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
        // Less than nothing needs no second value alike: a sensor may drift.
        return stops == MinStops && (highest < Below || (lowest > Above && highest - lowest <= Alike));
    }

    private static bool IsSteady(Minute minute) =>
        minute[MinuteColumn.StandpipePressureMax] - minute[MinuteColumn.StandpipePressureMin] < Alike;

    private static float Nearer(float level, float value) => MathF.Abs(value) >= MathF.Abs(level) ? level : value;
}
