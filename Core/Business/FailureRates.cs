namespace Maintenance.Core.Business;

/// <summary>What a failure costs and what a planned repair before it does. Money is in the installation's currency.</summary>
/// <param name="Repair">Repair after a failure.</param>
/// <param name="RepairHours">Hours of non-productive time of it.</param>
/// <param name="PlannedRepair">Repair before the failure.</param>
/// <param name="PlannedRepairHours">Hours of planned downtime of it.</param>
/// <param name="NptDay">Money per day of non-productive time, without the oil.</param>
/// <param name="OilPrice">Money per m³ of oil.</param>
public readonly record struct FailureRates(
    double Repair, double RepairHours, double PlannedRepair, double PlannedRepairHours, double NptDay, double OilPrice)
{
    private const double HoursPerDay = 24;

    /// <summary>A failure: repair + hours / 24 · (rate of NPT + oil of a day · price).</summary>
    /// <param name="oilM3PerDay">Oil that is not produced meanwhile, m³ a day.</param>
    public double Failure(double oilM3PerDay) => Repair + RepairHours / HoursPerDay * (NptDay + oilM3PerDay * OilPrice);

    /// <summary>A planned repair: repair + hours / 24 · oil of a day · price. Crew and rig are planned, so there is no NPT.</summary>
    /// <param name="oilM3PerDay">Oil that is not produced meanwhile, m³ a day.</param>
    public double Planned(double oilM3PerDay) => PlannedRepair + PlannedRepairHours / HoursPerDay * oilM3PerDay * OilPrice;
}
