namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>What an outage and its back-fill did.</summary>
/// <param name="Size">What was played.</param>
/// <param name="Blocks">Blocks in all.</param>
/// <param name="BackfilledBlocks">Of these, those that came late.</param>
/// <param name="LiveP50Ms">From a live block's arrival to its rows in the store, with the back-fill of that second; median.</param>
/// <param name="LiveP99Ms">99 of 100 are at most this.</param>
/// <param name="LiveMaxMs">Longest.</param>
/// <param name="Slow">Seconds of live data that took longer than the budget, at most a hundred.</param>
/// <param name="Alarms">Alarms as now known.</param>
/// <param name="OverWhenKnown">Of these, over before they could be known: nobody was called.</param>
/// <param name="Corrected">Rows that corrected what was known before.</param>
/// <param name="SilenceRows">Rows of the rules that judge silence: two per outage at most.</param>
/// <param name="AnnouncedWhenOver">
/// Announcements of alarms by the record with which they were over, at most a hundred: nobody may be called for those.
/// </param>
/// <param name="Late">Alarms known more than five minutes after they began, each with both times, at most a hundred.</param>
/// <param name="Withdrawn">Alarms that were said and never were, in the same way.</param>
/// <param name="Differences">Alarms, and drills with assessments, that differ from those of the same blocks in order.</param>
public sealed record OutageFigures(
    OutageSize Size, long Blocks, long BackfilledBlocks, double LiveP50Ms, double LiveP99Ms, double LiveMaxMs,
    IReadOnlyList<SlowSecond> Slow, int Alarms, int OverWhenKnown, int Corrected, int SilenceRows,
    IReadOnlyList<LateAlarm> AnnouncedWhenOver,
    IReadOnlyList<LateAlarm> Late, IReadOnlyList<LateAlarm> Withdrawn, long Differences)
{
    /// <summary>Budget of a live block in the store, ms: newest data is at most two seconds old.</summary>
    public const double LiveBudgetMs = 2_000;

    /// <summary>What the silences of an outage may take: each level of the default rule said and ended once.</summary>
    public int MaxSilenceRows => 4 * Size.Drills;
}
