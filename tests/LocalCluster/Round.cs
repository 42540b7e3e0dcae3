namespace Maintenance.LocalCluster;

/// <summary>What one round gave.</summary>
/// <param name="Faults">What went wrong in it.</param>
/// <param name="Sent">Readings the broker took from the drills.</param>
/// <param name="Stored">Readings stored.</param>
/// <param name="Missing">Readings the account of the streams calls missing.</param>
/// <param name="DuplicateRows">Readings that stand in the table more than once.</param>
/// <param name="MaxInterruptionSeconds">Longest time in which nothing of a partition was stored while drills were sending, s.</param>
/// <param name="CaughtUpSeconds">From the end of the load until all was stored, s.</param>
internal sealed record Round(Fault Faults, long Sent, long Stored, long Missing, long DuplicateRows, double MaxInterruptionSeconds,
    double CaughtUpSeconds)
{
    public bool IsExact => Sent > 0 && Sent == Stored && Missing == 0 && DuplicateRows == 0;
}
