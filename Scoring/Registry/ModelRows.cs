using Maintenance.Core.Models;
using Maintenance.Core.Tables;

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

    public static TableBatch Batch(IReadOnlyList<RegisteredModel> models, IReadOnlyDictionary<string, byte[]?> documents)
    {
        var batch = new TableBatch(StoreTables.Model);
        foreach (var m in models)
        {
            batch.Column<string?>(0).Add(m.Hash);
            batch.Column<string?>(1).Add(m.Name);
            batch.Column<string?>(2).Add(m.Stage);
            batch.Column<long>(3).Add(Micros(m.Loaded));
            batch.Column<byte[]?>(4).Add(documents[m.Hash]);
            batch.Column<string?>(5).Add(m.Role);
            batch.Column<string?>(6).Add(m.Card);
            batch.Column<string?>(7).Add(m.LoadedBy);
            batch.Column<long>(8).Add(Micros(m.Promoted));
            batch.Column<string?>(9).Add(m.PromotedBy);
            batch.Column<long>(10).Add(Micros(m.Retired));
        }
        return batch;
    }

    public static TableBatch Audit(DateTime at, string who, string action, string subject, string detail)
    {
        var batch = new TableBatch(StoreTables.Audit);
        batch.Column<long>(0).Add(Micros(at));
        batch.Column<string?>(1).Add(who);
        batch.Column<string?>(2).Add(action);
        batch.Column<string?>(3).Add(subject);
        batch.Column<string?>(4).Add(detail);
        return batch;
    }

    private static long Micros(DateTime? time) => time is { } t ? (t.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : long.MinValue;
}
