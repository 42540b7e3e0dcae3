using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>The document of a model; null when it is not registered.</summary>
public static class ModelDocumentQuery
{
    private const string Sql = "SELECT document FROM model WHERE model_hash = ?";

    public static async Task<byte[]?> RunAsync(IConditionStore store, string hash, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, hash), cancellationToken)).First?.Blob("document");
}
