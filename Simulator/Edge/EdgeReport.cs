namespace Maintenance.Simulator.Edge;

/// <summary>What a simulator sent: the ground truth for completeness tests.</summary>
/// <param name="Epoch">Stream epoch of all its drills.</param>
/// <param name="Assets">Counts per drill.</param>
public sealed record EdgeReport(long Epoch, IReadOnlyList<EdgeReport.Account> Assets)
{
    /// <summary>Counts of one drill in this epoch.</summary>
    /// <param name="Asset">Drill.</param>
    /// <param name="Readings">Readings measured; their sequences are 0 … Readings − 1.</param>
    /// <param name="Acknowledged">Of these, acknowledged as durable.</param>
    /// <param name="Rejected">Of these, permanently rejected.</param>
    /// <param name="PendingRecords">Records still held.</param>
    public sealed record Account(string Asset, long Readings, long Acknowledged, long Rejected, int PendingRecords);

    /// <summary>Readings measured by all drills.</summary>
    public long Readings => Assets.Sum(a => a.Readings);

    /// <summary>Readings of all drills that were acknowledged.</summary>
    public long Acknowledged => Assets.Sum(a => a.Acknowledged);

    /// <summary>True if no records are held any more.</summary>
    public bool IsSettled => Assets.All(a => a.PendingRecords == 0);
}
