using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Business;

/// <summary>A <see cref="CostEntry"/> as it is recorded.</summary>
internal sealed record CostContract(string Region, string Reference, string Department, string? Asset, string Day, string Kind,
    double Amount, long? WorkOrder, string? Note, DateTime Recorded, string? RecordedBy)
{
    public static CostContract Of(CostRow row) => new(
        row.Region, row.Reference, row.Department, row.Asset, BusinessDates.Day(row.DayUnixMicros), row.Kind, row.Amount,
        row.WorkOrder == 0 ? null : row.WorkOrder, row.Note, UnixMicros.ToUtc(row.RecordedUnixMicros), row.RecordedBy);
}
