using Maintenance.Core.Business;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Business;

/// <summary>What an asset produced in a day, or is to produce. It replaces what was told of the day before, whole.</summary>
/// <param name="Asset">Id.</param>
/// <param name="Day">UTC day, <c>2026-11-26</c>.</param>
/// <param name="Basis"><c>actual</c> (default) or <c>plan</c>.</param>
/// <param name="OilM3">Oil, m³.</param>
/// <param name="DrilledM">Metres drilled.</param>
/// <param name="NptHours">Hours lost unplanned.</param>
/// <param name="PlannedDowntimeHours">Hours of planned maintenance.</param>
public sealed record ProductionEntry(string? Asset, string? Day, string? Basis, double? OilM3, double? DrilledM, double? NptHours,
    double? PlannedDowntimeHours) : IBusinessEntry<ProductionRow>
{
    private const double MostOilM3 = 1e6;
    private const double MostDrilledM = 5000;
    private const double HoursPerDay = 24;

    static string IBusinessEntry<ProductionRow>.Words => "days of production";

    static IReadOnlyList<string> IBusinessEntry<ProductionRow>.Required => ["asset", "day"];

    ProductionRow IBusinessEntry<ProductionRow>.Row(EntryCheck check)
    {
        var row = new ProductionRow
        {
            Asset = check.Asset(Asset, isRequired: true)!,
            DayUnixMicros = check.Day("day", Day),
            Basis = Basis is null ? ProductionBases.Actual : check.Word("basis", Basis, ProductionBases.All),
            OilM3 = check.Amount("oilM3", OilM3, 0, MostOilM3),
            DrilledM = check.Amount("drilledM", DrilledM, 0, MostDrilledM),
            NptHours = check.Amount("nptHours", NptHours, 0, HoursPerDay),
            PlannedDowntimeHours = check.Amount("plannedDowntimeHours", PlannedDowntimeHours, 0, HoursPerDay),
            RecordedUnixMicros = check.NowUnixMicros,
            RecordedBy = check.Actor,
        };
        if (OilM3 is null && DrilledM is null && NptHours is null && PlannedDowntimeHours is null)
            check.Refuse("oilM3", "is missing, as is everything else of the day; give at least one figure.");
        if (NptHours + PlannedDowntimeHours > HoursPerDay)
            check.Refuse("nptHours", $"{NptHours} and plannedDowntimeHours {PlannedDowntimeHours} are more than the day has.");
        if (row.Basis == ProductionBases.Actual && row.DayUnixMicros > check.NowUnixMicros)
            check.Refuse("day", $"{Day} lies in the future; only a plan does.");
        return row;
    }
}
