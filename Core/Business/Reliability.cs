namespace Maintenance.Core.Business;

/// <summary>
/// Figures of time in a period (ISO 14224, IEC 60050-192). Hours that nobody told of are in no figure: without any the figure is
/// NaN, never 0 or 100 %.
/// </summary>
public static class Reliability
{
    /// <summary>Availability = up / (up + down), 0 to 1.</summary>
    /// <param name="upHours">Hours in which it could be used.</param>
    /// <param name="downHours">Hours in which it could not, planned or not.</param>
    public static double Availability(double upHours, double downHours) => Share(upHours, upHours + downHours);

    /// <summary>NPT = hours lost unplanned / hours of the period, 0 to 1.</summary>
    /// <param name="nptHours">Hours lost.</param>
    /// <param name="hours">All hours that are told of.</param>
    public static double NonProductiveTime(double nptHours, double hours) => Share(nptHours, hours);

    /// <summary>
    /// Invisible lost time: hours of drilling beyond those that the drilled length takes at the planned rate,
    /// hours − metres / (metres per productive hour of the plan); at least 0.
    /// </summary>
    /// <param name="productiveHours">Productive hours in which it drilled.</param>
    /// <param name="drilledM">Metres drilled in them.</param>
    /// <param name="plannedDrilledM">Metres planned.</param>
    /// <param name="plannedProductiveHours">Productive hours planned for them.</param>
    /// <returns>Hours; NaN without a plan.</returns>
    public static double InvisibleLostHours(double productiveHours, double drilledM, double plannedDrilledM, double plannedProductiveHours)
    {
        if (!(plannedDrilledM > 0 && plannedProductiveHours > 0) || double.IsNaN(drilledM) || double.IsNaN(productiveHours))
            return double.NaN;
        return Math.Max(0, productiveHours - drilledM * plannedProductiveHours / plannedDrilledM);
    }

    /// <summary>Mean time between failures = up hours / failures; NaN without a failure: at least the up hours.</summary>
    public static double MeanHoursBetweenFailures(double upHours, int failures) => failures == 0 ? double.NaN : upHours / failures;

    /// <summary>Mean time to repair = hours of repair / repairs; NaN without a repair.</summary>
    public static double MeanHoursToRepair(double repairHours, int repairs) => repairs == 0 ? double.NaN : repairHours / repairs;

    /// <summary>Planned-maintenance compliance = jobs done by their due date / jobs due, 0 to 1; NaN when none was due.</summary>
    public static double PlannedMaintenanceCompliance(int doneInTime, int due) => due == 0 ? double.NaN : (double)doneInTime / due;

    /// <summary>Overall equipment effectiveness = availability · performance · quality (Nakajima 1988), each 0 to 1.</summary>
    public static double OverallEffectiveness(double availability, double performance, double quality) =>
        availability * performance * quality;

    /// <summary>
    /// Deferred production: oil that the plan has and that was not produced in lost hours, planned rate · lost hours / 24; at most the
    /// shortfall against the plan, since what was made up later is not lost.
    /// </summary>
    /// <param name="plannedM3">Plan of the days, m³.</param>
    /// <param name="actualM3">Produced in them, m³.</param>
    /// <param name="lostHours">Hours lost in them.</param>
    /// <param name="hours">Hours of the days.</param>
    /// <returns>m³, at least 0; NaN where one is not known.</returns>
    public static double DeferredM3(double plannedM3, double actualM3, double lostHours, double hours) =>
        double.IsNaN(plannedM3) || double.IsNaN(actualM3) || double.IsNaN(lostHours) || !(hours > 0)
            ? double.NaN
            : Math.Clamp(plannedM3 * lostHours / hours, 0, Math.Max(0, plannedM3 - actualM3));

    private static double Share(double part, double whole) => whole > 0 ? part / whole : double.NaN;
}
