using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>SQL for the time range of each asset's blocks. Plain text, as it goes to a running host over REST.</summary>
public static class HistoryRangesSql
{
    public const string Sql = "SELECT asset, min(event_time) AS oldest, max(event_time) AS newest FROM descriptor GROUP BY asset "
        + "ORDER BY asset";

    /// <summary>Reads the result; times in Unix µs.</summary>
    public static IReadOnlyList<(string Asset, long Oldest, long Newest)> Read(QueryResult result) =>
        result.Read(r => (r.Text("asset"), r.UnixMicros("oldest"), r.UnixMicros("newest")));
}
