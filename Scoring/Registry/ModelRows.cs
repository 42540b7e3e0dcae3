using Maintenance.Core.Models;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Registry;

/// <summary>Rows of <c>model</c> and of its changes in <c>audit</c>.</summary>
internal static class ModelRows
{
    /// <summary>Everything but the document.</summary>
    public const string Select =
        "SELECT model_hash, name, role, stage, loaded_by, loaded, promoted, promoted_by, retired, octet_length(document), card FROM model";

    public static RegisteredModel Read(object?[] row) => new(
        (string)row[0]!, (string?)row[1] ?? "", (string?)row[2] ?? ModelRoles.Health, (string?)row[3] ?? ModelStages.Candidate, (string?)row[4] ?? "",
        (DateTime?)row[5] ?? DateTime.UnixEpoch, (DateTime?)row[6], (string?)row[7], (DateTime?)row[8], (long?)row[9] ?? 0, (string?)row[10]);

    public static TableBatch Batch(IReadOnlyList<RegisteredModel> models, IReadOnlyDictionary<string, byte[]?> documents) => TableBatch.Of([.. models.Select(m => new ModelRow
    {
        ModelHash = m.Hash,
        Name = m.Name,
        Stage = m.Stage,
        LoadedUnixMicros = UnixMicros.Of(m.Loaded),
        Document = documents[m.Hash],
        Role = m.Role,
        Card = m.Card,
        LoadedBy = m.LoadedBy,
        PromotedUnixMicros = UnixMicros.Of(m.Promoted),
        PromotedBy = m.PromotedBy,
        RetiredUnixMicros = UnixMicros.Of(m.Retired),
    })]);

    public static TableBatch Audit(DateTime at, string actor, string action, string subject, string detail) =>
        TableBatch.Of(new AuditRow { EventTimeUnixMicros = UnixMicros.Of(at), Actor = actor, Action = action, Subject = subject, Detail = detail });
}
