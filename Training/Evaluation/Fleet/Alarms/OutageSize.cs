namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>An outage to play.</summary>
/// <param name="Drills">Drills, all of which lose their link.</param>
/// <param name="Before">Time with a link before.</param>
/// <param name="Outage">Length.</param>
/// <param name="Speed">Blocks that follow per second of live data and drill.</param>
public sealed record OutageSize(int Drills, TimeSpan Before, TimeSpan Outage, int Speed)
{
    /// <summary>Six hours of forty drills, back at twenty times real time.</summary>
    public static OutageSize Satellite { get; } = new(40, TimeSpan.FromHours(1), TimeSpan.FromHours(6), 20);
}
