using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Queries;

/// <summary>Newest dead letters, by asset and reason where asked.</summary>
internal static class DeadLettersQuery
{
    private const string Select = "SELECT received, asset, source, reason, detail, readings, payload_bytes, payload FROM dead_letter";

    public static async Task<IReadOnlyList<DeadLetterRow>> RunAsync(
        IConditionStore store, string? asset, string? reason, int limit, CancellationToken cancellationToken)
    {
        var conditions = new List<string>();
        var parameters = new List<object?>();
        Add("asset = ?", asset);
        Add("reason = ?", reason);
        parameters.Add((long)limit);
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var result = await store.QueryAsync(new StoreQuery($"{Select}{where} ORDER BY received DESC, log_partition, log_offset LIMIT ?", [.. parameters]), cancellationToken);
        return [.. result.Rows.Select(r => new DeadLetterRow(
            Cell.Time(r[0]), Cell.TextOrNull(r[1]), Cell.TextOrNull(r[2]) ?? "", Cell.TextOrNull(r[3]) ?? "", Cell.TextOrNull(r[4]) ?? "",
            Cell.Whole(r[5]), Cell.Whole(r[6]), r[7] as byte[] ?? []))];

        void Add(string condition, string? value)
        {
            if (value is null) return;
            conditions.Add(condition);
            parameters.Add(value);
        }
    }
}
