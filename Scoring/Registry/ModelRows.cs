using Maintenance.Core.Models;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Registry;

/// <summary>Rows of <c>model</c> and of its changes in <c>audit</c>.</summary>
internal static class ModelRows
{
    public static TableBatch Batch(IReadOnlyList<RegisteredModel> models, IReadOnlyDictionary<string, byte[]?> documents) =>
        TableBatch.Of([.. models.Select(m => new ModelRow
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
        TableBatch.Of(new AuditRow
        {
            EventTimeUnixMicros = UnixMicros.Of(at), Actor = actor, Action = action, Subject = subject, Detail =
            detail
        });
}
