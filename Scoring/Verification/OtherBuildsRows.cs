using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Verification;

/// <summary>
/// The rows of one asset that this build cannot recompute, because they were made with another descriptor set or by a model that is gone,
/// or rest on such rows: an assessment on the blocks of its window and on the minutes before, a minute on the health of its blocks.
/// </summary>
/// <param name="lastRecords">By partition, offset in the log of the last record that was described with another set.</param>
/// <param name="minutes">Minutes that hold such rows, ascending.</param>
internal sealed class OtherBuildsRows(IReadOnlyDictionary<long, long> lastRecords, long[] minutes)
{
    /// <summary>How to go on, in words.</summary>
    public static string Advice { get; } =
        $"were made with another descriptor set than this build's ({Descriptors.SetVersion}), or by a model that the registry does not "
        + $"hold, or follow such rows by less than {TrendContexts.ReachMinutes} minutes: a build of their descriptor set (column descriptor_set, "
        + "1 where it is NULL) verifies them";

    /// <summary>Leaves out, on both sides, what cannot be compared.</summary>
    /// <returns>Both sides, and how many stored rows were left out.</returns>
    public (QueryResult Stored, QueryResult Computed, long LeftOut) Without(TableSchema table, QueryResult stored, QueryResult computed)
    {
        if ((minutes.Length == 0 && lastRecords.Count == 0) || !stored.Columns.Contains("descriptor_set")) return (stored, computed, 0);
        var rests = table != StoreTables.Descriptor;
        var kept = Comparable(stored, rests);
        return (kept, Comparable(computed, rests), stored.Rows.Count - kept.Rows.Count);
    }

    private QueryResult Comparable(QueryResult result, bool rests) =>
        result with { Rows = [.. result.Rows.Zip(result.Read()).Where(r => IsComparable(r.Second, rests)).Select(r => r.First)] };

    private bool IsComparable(QueryRow row, bool rests)
    {
        if (row.WholeOrNull("descriptor_set") is not { } set || set != Descriptors.SetVersion) return false;
        if (lastRecords.TryGetValue(row.Whole("log_partition"), out var last) && row.Whole("log_offset") <= last) return false;
        return !rests || !FollowsOther(MinuteRollUp.NumberOf(UnixMicros.Of(row.Time("event_time"))));
    }

    private bool FollowsOther(long minute)
    {
        var next = Array.BinarySearch(minutes, minute);
        if (next >= 0) return true;
        next = ~next;
        return next > 0 && minute - minutes[next - 1] <= TrendContexts.ReachMinutes;
    }
}
