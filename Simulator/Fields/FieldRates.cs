namespace Maintenance.Simulator.Fields;

/// <summary>What things cost in simulated fields, US dollars; orders of magnitude of the trade, not of a company.</summary>
public static class FieldRates
{
    /// <summary>Per m³ of oil: 75 $ a barrel.</summary>
    public const double OilPrice = 472;

    /// <summary>Per day of non-productive time: rig, crew and services.</summary>
    public const double NptDay = 90_000;

    /// <summary>Median repair after a failure.</summary>
    public const double Repair = 60_000;

    /// <summary>The same repair, planned.</summary>
    public const double PlannedRepair = 22_000;

    /// <summary>Median hours lost by a failure.</summary>
    public const double RepairHours = 18;

    /// <summary>Hours of a planned repair.</summary>
    public const double PlannedRepairHours = 6;

    /// <summary>A month's planned maintenance of an asset.</summary>
    public const double MonthlyMaintenance = 12_000;

    /// <summary>A workover.</summary>
    public const double Workover = 180_000;

    /// <summary>Running an asset for a week.</summary>
    public const double WeekOfOperation = 55_000;
}
