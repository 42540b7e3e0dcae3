using Maintenance.Core.Time;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>
/// Which seconds of a drill are sent, as of <see cref="Attention.Dense"/>: two seconds of each ten of a minute in ten, by which torsional
/// oscillation is judged, and a block every 21 s in between. Drills take turns, so that their looks do not come at once.
/// </summary>
internal static class AlarmLoadSeconds
{
    private const int Cycle = 600;
    private const int Between = (int)(Attention.BlockInterval / UnixMicros.PerSecond);

    /// <summary>True if a drill sends the block of this second.</summary>
    public static bool Includes(int drill, long unixSecond)
    {
        var inCycle = (int)((unixSecond + (drill * 37L)) % Cycle);
        return inCycle < 60 ? inCycle % 10 is 8 or 9 : (inCycle - 60) % Between == 0;
    }
}
