using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Business;

/// <summary>A <see cref="BudgetEntry"/> as it is recorded.</summary>
internal sealed record BudgetContract(string Region, string Department, string Month, double Amount, DateTime Recorded,
    string? RecordedBy)
{
    public static BudgetContract Of(BudgetRow row) => new(
        row.Region, row.Department, BusinessDates.Month(row.MonthUnixMicros), row.Amount, UnixMicros.ToUtc(row.RecordedUnixMicros),
        row.RecordedBy);
}
