using Maintenance.Core.Assets;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Newest dead letters, optionally filtered by asset and reason.</summary>
public static class DeadLettersQuery
{
    private const string Select = "SELECT received, asset, source, reason, detail, readings, payload_bytes, payload FROM dead_letter";

    public static async Task<IReadOnlyList<DeadLetter>> RunAsync(
        IConditionStore store, RegionScope scope, string? asset, string? reason, int limit, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        filter.Equal("asset", asset);
        filter.Equal("reason", reason);
        var result = await store.QueryAsync(filter.Query(Select, "received DESC, log_partition, log_offset", limit), cancellationToken);
        return result.Read(r => new DeadLetter(
            r.Time("received"), r.TextOrNull("asset"), r.TextOrNull("source") ?? "", r.TextOrNull("reason") ?? "",
            r.TextOrNull("detail") ?? "",
            r.Whole("readings"), r.Whole("payload_bytes"), r.Blob("payload") ?? []));
    }
}
