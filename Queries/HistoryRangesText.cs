using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Text of the question from when to when each asset has blocks. Text, as it goes to a running host over REST.</summary>
public static class HistoryRangesText
{
    public const string Sql = "SELECT asset, min(event_time) AS oldest, max(event_time) AS newest FROM descriptor GROUP BY asset "
        + "ORDER BY asset";

    /// <summary>The answer, Unix µs.</summary>
    public static IReadOnlyList<(string Asset, long Oldest, long Newest)> Read(QueryResult result) =>
        result.Read(r => (r.Text("asset"), r.UnixMicros("oldest"), r.UnixMicros("newest")));
}
