using Maintenance.Core.Conditions;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// What the closed minutes before a block say: those whose number is less than that of the block's own minute. It is the same for all blocks
/// of a minute.
/// </summary>
/// <param name="Findings">What the two hours before the block's minute say (<see cref="StatedFindings"/>).</param>
/// <param name="LowestHealth">
/// Lowest health index (<see cref="MinuteColumn.HealthIndex"/>) of the <see cref="HealthMinutes"/> minutes before the block's own; NaN when
/// none of them has one. Only its grade may be used: blocks are assessed again when that changes.
/// </param>
internal readonly record struct TrendContext(TrendFindings Findings, float LowestHealth)
{
    /// <summary>How many minutes back <see cref="LowestHealth"/> reaches.</summary>
    public const int HealthMinutes = 5;

    /// <summary>
    /// How many minutes beyond a changed block anything can change: findings, the health that follows from them, then grades; and the window.
    /// </summary>
    public const int ReachMinutes = TrendAssessor.MaxMinutes + HealthMinutes + 1;

    /// <summary>How many minutes back <see cref="BeforeLast"/> reaches.</summary>
    public const int ReadingMinutes = 2;

    /// <summary>The minute before the block's own; null when there is none.</summary>
    public RigReading? Last { get; init; }

    /// <summary>The minute before that.</summary>
    public RigReading? BeforeLast { get; init; }

    /// <summary>No minutes before.</summary>
    public static TrendContext None { get; } = new(TrendFindings.None, float.NaN);

    /// <summary>The context of the blocks of a minute.</summary>
    /// <param name="before">The minutes among the <see cref="TrendAssessor.MaxMinutes"/> before it, oldest first.</param>
    /// <param name="number">Its number.</param>
    /// <param name="judge">Judges them.</param>
    public static TrendContext Of(ReadOnlySpan<Minute> before, long number, TrendJudge judge) =>
        Of(FindingsOf(before, judge), before, number);

    /// <summary>The context of the blocks of a minute, with findings that are known.</summary>
    public static TrendContext Of(in TrendFindings findings, ReadOnlySpan<Minute> before, long number) =>
        new(findings, LowestHealthOf(before, number)) { Last = ReadingOf(before, number - 1), BeforeLast = ReadingOf(before, number - 2) };

    /// <summary>What minutes say, as it is stated.</summary>
    public static TrendFindings FindingsOf(ReadOnlySpan<Minute> before, TrendJudge judge) =>
        before.IsEmpty ? TrendFindings.None : StatedFindings.Of(judge(before));

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
        for (var i = before.Length - 1; i >= 0 && before[i].Number >= number - HealthMinutes; i--)
            if (!(before[i][MinuteColumn.HealthIndex] >= lowest) && !float.IsNaN(before[i][MinuteColumn.HealthIndex]))
                lowest = before[i][MinuteColumn.HealthIndex];
        return lowest;
    }

    /// <summary>True when two values of <see cref="LowestHealth"/> have the same grade.</summary>
    public static bool HaveSameGrade(float lowest, float other) => GradeOf(lowest) == GradeOf(other);

    private static HealthGrade? GradeOf(float healthIndex) => float.IsNaN(healthIndex) ? null : HealthGrades.FromIndex(healthIndex);
}
