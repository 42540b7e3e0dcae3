namespace Maintenance.Scoring.Trends;

/// <summary>
/// Standpipe pressure and torque that surge within a minute, again and again: cuttings gather round the string, are pushed through and
/// gather anew. Both must surge: stick-slip and whirl leave the pressure alone, a pump that pulsates leaves the torque alone. How far each
/// surges is measured against the quietest quarter of its own steady minutes, so that a hole that packs off over many hours is still seen:
/// however slowly, it is not always tight.
/// </summary>
internal static class PackOffSurges
{
    /// <summary>Steady minutes that are needed among those judged: those of <see cref="StuckPipeTrend.RecentMinutes"/>.</summary>
    private const int LeastMinutes = 8;

    /// <summary>
    /// A minute in four of those judged must surge by so much more than a quiet one: pressure by a tenth, at least 1 MPa; torque by a
    /// fifth, as ±10 % is usual when drilling.
    /// </summary>
    private const float PressureLimit = 0.1f, PressureLimitPa = 1e6f, TorqueLimit = 0.2f;

    private const float Often = 0.75f, Quiet = 0.25f;
    private const MinuteState Activity = MinuteState.Turning | MinuteState.Pumping | MinuteState.Drilling;

    /// <summary>Judges.</summary>
    /// <returns>The surge of pressure within a minute, as a part of the pressure; the index is the lesser one of both.</returns>
    public static Sign Judge(in TrendWindow window)
    {
        var pressure = Of(window, MinuteColumn.StandpipePressure, MinuteColumn.StandpipePressureMin, MinuteColumn.StandpipePressureMax,
            PressureLimit, PressureLimitPa);
        var torque = Of(window, MinuteColumn.Torque, MinuteColumn.TorqueMin, MinuteColumn.TorqueMax, TorqueLimit, 0);
        // Neither is what one minute shows.
        return MathF.Min(pressure.Index, torque.Index) is > 0 and var index ? pressure with { Index = index, Second = index } : default;
    }

    private static Sign Of(in TrendWindow window, MinuteColumn mean, MinuteColumn min, MinuteColumn max, float limit, float least)
    {
        var count = Ranges(window, StuckPipeTrend.RecentMinutes, mean, min, max);
        if (count < LeastMinutes) return default;
        var now = TrendWindow.Quantile(window.Scratch[..count], Often);
        count = Ranges(window, TrendAssessor.MaxMinutes, mean, min, max);
        var usual = TrendWindow.Quantile(window.Scratch[..count], Quiet);
        return new Sign((now - usual) / MathF.Max(limit, least / Level(window, mean)), now, usual);
    }

    // Of each steady minute, newest first, the range as a part of the mean.
    private static int Ranges(in TrendWindow window, int age, MinuteColumn mean, MinuteColumn min, MinuteColumn max)
    {
        var count = 0;
        for (var i = window.Minutes.Length - 1; i > 0 && window.Age(i) < age; i--)
        {
            var range = (window[i, max] - window[i, min]) / window[i, mean];
            if (IsSteady(window, i) && range >= 0) window.Scratch[count++] = range;
        }
        return count;
    }

    private static float Level(in TrendWindow window, MinuteColumn column)
    {
        for (var i = window.Minutes.Length - 1; i > 0; i--)
            if (IsSteady(window, i) && window[i, column] > 0) return window[i, column];
        return float.NaN;
    }

    // A start or stop within the minute, or within those beside it, is a range of its own.
    private static bool IsSteady(in TrendWindow window, int i) =>
        window.Is(i, MinuteState.Turning | MinuteState.SteadyFlow) && IsLike(window, i, i - 1)
        && (i + 1 == window.Minutes.Length || (IsLike(window, i, i + 1) && window.Is(i + 1, MinuteState.SteadyFlow)));

    private static bool IsLike(in TrendWindow window, int i, int other) =>
        Math.Abs(window.Age(i) - window.Age(other)) == 1 && (window.States[i] & Activity) == (window.States[other] & Activity);
}
