using Maintenance.Api.Rest;
using Maintenance.Api.Wording;
using Maintenance.Core.Business;

namespace Maintenance.Api.Business;

/// <summary>Parameters of a report.</summary>
/// <param name="Period">Period.</param>
/// <param name="Units">metric or oilfield.</param>
/// <param name="Zone">IANA name of a time zone.</param>
internal sealed record ReportSearch(string? Period, string? Units, string? Zone)
{
    /// <summary>What is asked for; wrong values are refused by name.</summary>
    public (BusinessPeriod Period, UnitSystem Units, TimeZoneInfo Zone) Read(RegionReports reports, Parameters parameters)
    {
        if (!reports.TryPeriod(Period, out var period))
            parameters.Refuse("period", $"'{Period}' is not allowed; expected one of {string.Join(", ", BusinessPeriod.Kinds)}, or one that "
                + "has begun, such as 2026, 2026-Q2 or 2026-06.");
        if (Units is not (null or "" or UnitNames.Metric or UnitNames.Oilfield))
            parameters.Refuse("units", $"'{Units}' is not allowed; expected {UnitNames.Metric} or {UnitNames.Oilfield}.");
        var zone = TimeZoneInfo.Utc;
        if (!string.IsNullOrEmpty(Zone) && Zone != "UTC" && !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out zone!))
            parameters.Refuse("zone", $"'{Zone}' is not a time zone; expected an IANA name, for example Europe/Oslo.");
        return (period, Units == UnitNames.Oilfield ? UnitSystem.Oilfield : UnitSystem.Metric, zone ?? TimeZoneInfo.Utc);
    }
}
