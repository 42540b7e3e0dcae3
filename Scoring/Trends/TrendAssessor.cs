namespace Maintenance.Scoring.Trends;

/// <summary>Judges slow changes from minutes: a pure function of them, so that any order of arrival gives the same findings.</summary>
internal static class TrendAssessor
{
    /// <summary>Minutes that are looked at, at most.</summary>
    public const int MaxMinutes = 120;

    /// <summary>Judges.</summary>
    /// <param name="minutes">
    /// Minutes with at least one block, oldest first, all within <see cref="MaxMinutes"/> of the last one, which is the one judged. Gaps are
    /// minutes that are not there.
    /// </param>
    public static TrendFindings Assess(ReadOnlySpan<Minute> minutes) => TrendFindings.None;
}
