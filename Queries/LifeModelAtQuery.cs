using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>RUL model in service for a record; null when there was none.</summary>
public static class LifeModelAtQuery
{
    private const string Sql = "SELECT life_model_hash FROM model_serving WHERE reader = ? AND log_partition = ? AND from_offset <= ? "
        + "ORDER BY from_offset DESC LIMIT 1";

    public static async Task<string?> RunAsync(
        IConditionStore store, string reader, int partition, long offset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, reader, partition, offset), cancellationToken)).First?.TextOrNull("life_model_hash");
}
