using Maintenance.Core.Alarms.Performance;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>Alarms of a simulated fleet, judged by the live pipeline.</summary>
/// <param name="Protocol">How it was measured.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Drills">Drills.</param>
/// <param name="Days">Simulated days.</param>
/// <param name="Blocks">Blocks assessed.</param>
/// <param name="Unattended">Figures with one operator who does nothing.</param>
/// <param name="Attended">With one operator and with two, who acknowledge what calls them.</param>
/// <param name="Rules">Announced alarms by rule, most first.</param>
/// <param name="Faults">True faults that failed, each with its first alarm.</param>
/// <param name="Stale">Alarms that stood for longer than a day, with what the drill really had then.</param>
public sealed record AlarmLoadFigures(
    string Protocol, int Seed, int Drills, double Days, long Blocks, IReadOnlyList<AlarmFigure> Unattended,
    IReadOnlyList<AttendedLoad> Attended, IReadOnlyDictionary<string, int> Rules, IReadOnlyList<FaultAlarm> Faults,
    IReadOnlyList<StaleAlarm> Stale)
{
    /// <summary>Faults without an alarm before their failure.</summary>
    public int Missed => Faults.Count(f => f.Raised is null);
}
