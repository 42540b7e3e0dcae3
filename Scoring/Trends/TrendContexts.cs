using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Trends;

/// <summary>What minutes say to the blocks after them.</summary>
internal static class TrendContexts
{
    /// <summary>
    /// How many minutes beyond a changed block anything can change: findings, the health that follows from them, then grades; and the
    /// window.
    /// </summary>
    public const int ReachMinutes = TrendAssessor.MaxMinutes + TrendContext.HealthMinutes + 1;

    /// <summary>The context of the blocks of a minute.</summary>
    /// <param name="before">The minutes among the <see cref="TrendAssessor.MaxMinutes"/> before it, oldest first.</param>
    /// <param name="number">Its number.</param>
    /// <param name="judge">Judges them.</param>
    public static TrendContext Of(ReadOnlySpan<Minute> before, long number, TrendJudge judge) =>
        Of(FindingsOf(before, number, judge), before, number);

    /// <summary>The context of the blocks of a minute, with findings that are known.</summary>
    public static TrendContext Of(in TrendFindings findings, ReadOnlySpan<Minute> before, long number) =>
        new(findings, LowestHealthOf(before, number)) { Last = ReadingOf(before, number - 1), BeforeLast = ReadingOf(before, number - 2) };

    /// <summary>What the minutes before a number that go on say, as it is stated.</summary>
    public static TrendFindings FindingsOf(ReadOnlySpan<Minute> before, long number, TrendJudge judge) =>
        ContinuedMinutes.Of(before, number) is { IsEmpty: false } continued ? StatedFindings.Of(judge(continued)) : TrendFindings.None;

    private static RigReading? ReadingOf(ReadOnlySpan<Minute> before, long number)
    {
        for (var i = before.Length - 1; i >= 0 && before[i].Number >= number; i--)
            if (before[i].Number == number) return before[i].ToReading();
        return null;
    }

    /// <summary>The lowest recent health before a minute.</summary>
    public static float LowestHealthOf(ReadOnlySpan<Minute> before, long number)
    {
        var lowest = float.NaN;
        for (var i = before.Length - 1; i >= 0 && before[i].Number >= number - TrendContext.HealthMinutes; i--)
            if (!(before[i][MinuteColumn.HealthIndex] >= lowest) && !float.IsNaN(before[i][MinuteColumn.HealthIndex]))
                lowest = before[i][MinuteColumn.HealthIndex];
        return lowest;
    }
}
