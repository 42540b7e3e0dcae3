using Maintenance.Queries;

namespace Maintenance.Api.Rest;

/// <summary>Completeness of one asset, in readings.</summary>
internal sealed record CompletenessContract(string? Asset, long Sent, long Stored, long Duplicates, long Rejected, long Missing, long Late)
{
    public static CompletenessContract Of(CompletenessRow row) =>
        new(row.Asset, row.Sent, row.Stored, row.Duplicates, row.Rejected, row.Missing, row.Late);
}
