using Maintenance.Core.Business;
using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Business;

/// <summary>A price or rate from a day on. It replaces what was told of that day before.</summary>
/// <param name="Region">Region; <c>*</c> for all that have none of their own.</param>
/// <param name="Kind">oil_price, npt_day, repair, planned_repair, repair_hours or planned_repair_hours.</param>
/// <param name="FailureMode">Failure mode that is repaired; null for all that have none of their own.</param>
/// <param name="ValidFrom">First UTC day on which it holds.</param>
/// <param name="Amount">In the unit of its kind.</param>
public sealed record RateEntry(string? Region, string? Kind, string? FailureMode, string? ValidFrom, double? Amount)
    : IBusinessEntry<RateRow>
{
    static string IBusinessEntry<RateRow>.Words => "rates";

    static IReadOnlyList<string> IBusinessEntry<RateRow>.Required => ["region", "kind", "validFrom", "amount"];

    RateRow IBusinessEntry<RateRow>.Row(EntryCheck check)
    {
        if (FailureMode is not null && Kind is not null && !RateKinds.ByFailureMode.Contains(Kind, StringComparer.Ordinal))
            check.Refuse("failureMode", $"does not apply to {Kind}; omit it.");
        return new()
        {
            Region = check.Region(Region, orAll: true),
            Kind = check.Word("kind", Kind, RateKinds.All),
            FailureMode = FailureMode is null ? "" : check.Word("failureMode", FailureMode, FailureModes.All),
            ValidFromUnixMicros = check.Day("validFrom", ValidFrom),
            Amount = check.Money("amount", Amount),
            RecordedUnixMicros = check.NowUnixMicros,
            RecordedBy = check.Actor,
        };
    }
}
