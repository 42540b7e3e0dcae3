using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Business;

/// <summary>A <see cref="RateEntry"/> as it is recorded.</summary>
internal sealed record RateContract(string Region, string Kind, string? FailureMode, string ValidFrom, double Amount, DateTime Recorded,
    string? RecordedBy)
{
    public static RateContract Of(RateRow row) => new(
        row.Region, row.Kind, row.FailureMode.Length == 0 ? null : row.FailureMode, BusinessDates.Day(row.ValidFromUnixMicros),
        row.Amount, UnixMicros.ToUtc(row.RecordedUnixMicros), row.RecordedBy);
}
