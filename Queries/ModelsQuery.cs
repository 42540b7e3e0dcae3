using Maintenance.Core.Models;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Registered models, without their documents.</summary>
public static class ModelsQuery
{
    private const string Sql =
        "SELECT model_hash, name, role, stage, loaded_by, loaded, promoted, promoted_by, retired, "
        + "octet_length(document) AS document_bytes, card FROM model";

    public static async Task<IReadOnlyList<RegisteredModel>> RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read(Read);

    private static RegisteredModel Read(QueryRow row) => new(
        row.Text("model_hash"), row.TextOrNull("name") ?? "", row.TextOrNull("role") ?? ModelRoles.Health,
        row.TextOrNull("stage") ?? ModelStages.Candidate,
        row.TextOrNull("loaded_by") ?? "", row.TimeOrNull("loaded") ?? DateTime.UnixEpoch, row.TimeOrNull("promoted"),
        row.TextOrNull("promoted_by"),
        row.TimeOrNull("retired"), row.Whole("document_bytes"), row.TextOrNull("card"));
}
