namespace Maintenance.Scoring.Trends;

/// <summary>Standpipe pressure of other minutes, as it would have been at the flow of a given one.</summary>
internal static class PressureTrend
{
    private const float SameFlow = 0.05f, SameDepth = 0.03f;
    private const MinuteState Activity = MinuteState.Turning | MinuteState.Pumping | MinuteState.Drilling;

    /// <summary>
    /// Puts into the scratch the pressures of at most so many steady minutes, newest first, as they would have been at the flow of minute
    /// <paramref name="i"/>.
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
        var count = 0;
        for (var j = window.Minutes.Length - 1; j >= 0 && count < most; j--)
        {
            if (window.Age(j) < newest || window.Age(j) > oldest) continue;
            if (AtFlowOf(window, i, j, alike) is var pressure && !float.IsNaN(pressure)) window.Scratch[count++] = pressure;
        }
        return count;
    }

    /// <summary>
    /// Pressure of steady minute <paramref name="j"/>, Pa, scaled to the flow of minute <paramref name="i"/>: turbulent friction grows with
    /// flow to the power of 1.75 (Blasius). NaN where the two cannot be compared: a flow that differs by 5 % or more, so that the power
    /// hardly matters, a bit that was 3 % of the depth away, where it is known, or, if they must be alike, another activity.
    /// </summary>
    public static float AtFlowOf(in TrendWindow window, int i, int j, bool alike)
    {
        if (!window.Is(j, MinuteState.SteadyFlow)) return float.NaN;
        if (alike && (window.States[j] & Activity) != (window.States[i] & Activity)) return float.NaN;
        var ratio = window[i, MinuteColumn.MudFlowIn] / window[j, MinuteColumn.MudFlowIn];
        if (!(MathF.Abs(ratio - 1) < SameFlow)) return float.NaN;
        var depth = window[i, MinuteColumn.BitDepth];
        if (MathF.Abs(window[j, MinuteColumn.BitDepth] - depth) > SameDepth * depth) return float.NaN;
        return window[j, MinuteColumn.StandpipePressure] * ratio * MathF.Sqrt(ratio) * MathF.Sqrt(MathF.Sqrt(ratio));
    }
}
