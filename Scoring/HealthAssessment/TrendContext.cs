using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// What the closed minutes before a block say: those whose number is less than that of the block's own minute. It is the same for all
/// blocks of a minute.
/// </summary>
/// <param name="Findings">What the two hours before the block's minute say.</param>
/// <param name="LowestHealth">
/// Lowest health index of the <see cref="HealthMinutes"/> minutes before the block's own; NaN when none of them has one. Only its grade may
/// be used: blocks are assessed again when that changes.
/// </param>
internal readonly record struct TrendContext(TrendFindings Findings, float LowestHealth)
{
    /// <summary>How many minutes back <see cref="LowestHealth"/> reaches.</summary>
    public const int HealthMinutes = 5;

    /// <summary>How many minutes back <see cref="BeforeLast"/> reaches.</summary>
    public const int ReadingMinutes = 2;

    /// <summary>The minute before the block's own; null when there is none.</summary>
    public RigReading? Last { get; init; }

    /// <summary>The minute before that.</summary>
    public RigReading? BeforeLast { get; init; }

    /// <summary>No minutes before.</summary>
    public static TrendContext None { get; } = new(TrendFindings.None, float.NaN);

    /// <summary>True when two values of <see cref="LowestHealth"/> have the same grade.</summary>
    public static bool HaveSameGrade(float lowest, float other) => GradeOf(lowest) == GradeOf(other);

    private static HealthGrade? GradeOf(float healthIndex) => float.IsNaN(healthIndex) ? null : HealthGrades.FromIndex(healthIndex);
}
