namespace Maintenance.Scoring.Trends;

/// <summary>Standpipe pressure of other minutes, as it would have been at the flow of a given one.</summary>
internal static class PressureTrend
{
    private const float SameFlow = 0.05f, SameDepth = 0.03f;
    private const MinuteState Activity = MinuteState.Turning | MinuteState.Pumping | MinuteState.Drilling;

    /// <summary>
    /// Puts into the scratch the pressures of at most so many steady minutes, newest first, each scaled to the flow of minute
    /// <paramref name="i"/>: turbulent friction grows with flow to the power of 1.75 (Blasius). Only minutes whose flow is within 5 %
    /// count, so that the power hardly matters, and only such whose bit was within 3 % of the depth, where it is known.
    /// </summary>
    /// <param name="window">Minutes.</param>
    /// <param name="i">The one to compare with.</param>
    /// <param name="oldest">Greatest age, minutes before the judged one.</param>
    /// <param name="newest">Least age.</param>
    /// <param name="most">Most minutes.</param>
    /// <param name="alike">Only such that turned and drilled as this one.</param>
    /// <returns>How many.</returns>
    public static int AtFlowOf(in TrendWindow window, int i, int oldest, int newest, int most, bool alike)
    {
        var (flow, depth) = (window[i, MinuteColumn.MudFlowIn], window[i, MinuteColumn.BitDepth]);
        var count = 0;
        for (var j = window.Minutes.Length - 1; j >= 0 && count < most; j--)
        {
            if (window.Age(j) < newest || window.Age(j) > oldest || !window.Is(j, MinuteState.SteadyFlow)) continue;
            if (alike && (window.States[j] & Activity) != (window.States[i] & Activity)) continue;
            var ratio = flow / window[j, MinuteColumn.MudFlowIn];
            if (!(MathF.Abs(ratio - 1) < SameFlow) || float.IsNaN(window[j, MinuteColumn.StandpipePressure])) continue;
            if (MathF.Abs(window[j, MinuteColumn.BitDepth] - depth) > SameDepth * depth) continue;
            window.Scratch[count++] = window[j, MinuteColumn.StandpipePressure] * ratio * MathF.Sqrt(ratio) * MathF.Sqrt(MathF.Sqrt(ratio));
        }
        return count;
    }
}
