namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>How much of a fleet's life the alarm load is measured on.</summary>
/// <param name="Days">Simulated days, above 0 and at most 60.</param>
/// <param name="Drills">Drills, 1 to 10000.</param>
/// <param name="EverySecond">True: every block of every drill; false: the seconds of <see cref="AlarmLoadSeconds"/>.</param>
public sealed record AlarmLoadSize(double Days, int Drills, bool EverySecond)
{
    /// <summary>What the documents report: the default fleet for a week.</summary>
    public static AlarmLoadSize Week { get; } = new(7, Simulator.Physics.FleetOptions.DefaultAssets, EverySecond: false);
}
