namespace Maintenance.Core.Business;

/// <summary>Prices and rates that figures in money rest on. Money is in the installation's currency.</summary>
public static class RateKinds
{
    /// <summary>Money per m³ of oil.</summary>
    public const string OilPrice = "oil_price";

    /// <summary>Money per day of non-productive time, without the oil that is not produced.</summary>
    public const string NptDay = "npt_day";

    /// <summary>Money per repair after a failure.</summary>
    public const string Repair = "repair";

    /// <summary>Money per repair that is planned, before the failure.</summary>
    public const string PlannedRepair = "planned_repair";

    /// <summary>Hours of non-productive time after a failure.</summary>
    public const string RepairHours = "repair_hours";

    /// <summary>Hours of planned downtime of a planned repair.</summary>
    public const string PlannedRepairHours = "planned_repair_hours";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [OilPrice, NptDay, Repair, PlannedRepair, RepairHours, PlannedRepairHours];

    /// <summary>Those that may differ by failure mode.</summary>
    public static IReadOnlyList<string> ByFailureMode { get; } = [Repair, PlannedRepair, RepairHours, PlannedRepairHours];
}
