using Maintenance.Api.Rest;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Business;

/// <summary>A <see cref="ProductionEntry"/> as it is recorded.</summary>
internal sealed record ProductionContract(string Asset, string Day, string Basis, double? OilM3, double? DrilledM, double? NptHours,
    double? PlannedDowntimeHours, DateTime Recorded, string? RecordedBy)
{
    public static ProductionContract Of(ProductionRow row) => new(
        row.Asset, BusinessDates.Day(row.DayUnixMicros), row.Basis, JsonNumber.Known(row.OilM3), JsonNumber.Known(row.DrilledM),
        JsonNumber.Known(row.NptHours), JsonNumber.Known(row.PlannedDowntimeHours), UnixMicros.ToUtc(row.RecordedUnixMicros),
        row.RecordedBy);
}
