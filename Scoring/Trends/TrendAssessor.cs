using System.Runtime.CompilerServices;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>Judges slow changes from minutes: a pure function of them, so that any order of arrival gives the same findings.</summary>
internal static class TrendAssessor
{
    /// <summary>Minutes that are looked at, at most.</summary>
    public const int MaxMinutes = 120;

    /// <summary>Minutes that must be there before anything is said.</summary>
    public const int LeastMinutes = 30;

    /// <summary>A bit less deep than this, m, is being put together or taken apart at the surface.</summary>
    public const float SurfaceM = 30;

    /// <summary>Why a string at the surface is not judged.</summary>
    public const string OutOfHole = "the string is out of the hole";

    /// <summary>Judges.</summary>
    /// <param name="minutes">
    /// Minutes with at least one block, oldest first, all within <see cref="MaxMinutes"/> of the last one, which is the one judged. Gaps
    /// are minutes that are not there.
    /// </param>
    [SkipLocalsInit]
    public static TrendFindings Assess(ReadOnlySpan<Minute> minutes)
    {
        if (minutes.Length > MaxMinutes) minutes = minutes[^MaxMinutes..];
        var (sensors, level) = (SensorTrends.Find(minutes), HookLoadHistory.Of(minutes));
        var rests = TemperatureTrends.AreAtRest(minutes);
        if (minutes.Length < LeastMinutes) return TrendFindings.None with { Sensors = sensors, Level = level, IsAtRest = rests };
        minutes = SensorTrends.Without(minutes, sensors);
        Span<float> load = stackalloc float[MaxMinutes], scratch = stackalloc float[MaxMinutes];
        Span<MinuteState> states = stackalloc MinuteState[MaxMinutes];
        var window = new TrendWindow(minutes, load[..minutes.Length], states[..minutes.Length], scratch[..minutes.Length]);
        return new TrendFindings(StuckPipeTrend.Judge(window), WashoutTrend.Judge(window), BitWearTrend.Judge(window))
        {
            Sensors = sensors,
            Level = level,
            IsAtRest = rests,
        };
    }
}
