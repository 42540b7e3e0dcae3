using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// What the closed minutes before a block say: those whose number is less than that of the block's own minute. It is the same for all blocks
/// of a minute.
/// </summary>
/// <param name="Findings">What the two hours before the block's minute say.</param>
/// <param name="LowestHealth">
/// Lowest health index (<see cref="MinuteColumn.HealthIndex"/>) of the <see cref="HealthMinutes"/> minutes before the block's own; NaN when
/// none of them has one. Only its grade may be used: blocks are assessed again when that changes.
/// </param>
internal readonly record struct TrendContext(TrendFindings Findings, float LowestHealth)
{
    /// <summary>How many minutes back <see cref="LowestHealth"/> reaches.</summary>
    public const int HealthMinutes = 5;

    /// <summary>No minutes before.</summary>
    public static TrendContext None { get; } = new(TrendFindings.None, float.NaN);

    /// <summary>True when blocks assessed with either get the same assessment.</summary>
    public bool IsSameAs(in TrendContext other) => GradeOf(LowestHealth) == GradeOf(other.LowestHealth) && Findings == other.Findings;

    private static HealthGrade? GradeOf(float healthIndex) => float.IsNaN(healthIndex) ? null : HealthGrades.FromIndex(healthIndex);
}
