using Maintenance.Training.Evaluation.Fleet.Alarms;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>Output of <c>evaluate fleet</c>.</summary>
/// <param name="Protocol">How the fleets were made and judged.</param>
/// <param name="ModelHash">Hash of the evaluated model.</param>
/// <param name="Seed">Seed of the fleets.</param>
/// <param name="Recall">Faults found over all faults.</param>
/// <param name="RecallLow95">Exact lower 95 % bound of it.</param>
/// <param name="Modes">Figures by fault scenario.</param>
/// <param name="Healthy">Healthy drills.</param>
/// <param name="Noisy">Healthy drills with noisy sensors.</param>
/// <param name="Sensors">Figures by sensor fault.</param>
public sealed record FleetFigures(
    string Protocol, string ModelHash, int Seed, double Recall, double RecallLow95, IReadOnlyList<ModeFigures> Modes,
    HealthyFigures Healthy, HealthyFigures Noisy, IReadOnlyList<SensorFigures> Sensors)
{
    /// <summary>RUL figures by failure mode, then for all; empty when not evaluated.</summary>
    public IReadOnlyList<RulFigures> Life { get; init; } = [];

    /// <summary>Alarm load; null when not evaluated.</summary>
    public AlarmLoadFigures? Alarms { get; init; }

    internal static FleetFigures Of(string protocol, string hash, int seed, IReadOnlyList<DrillHistory> histories)
    {
        var groups = histories.GroupBy(h => h.Drill.Group, StringComparer.Ordinal).ToList();
        var modes = groups.Where(g => g.First().Drill.Fault is not null).Select(g => ModeFigures.Of([.. g])).ToList();
        var (found, faults) = (modes.Sum(m => m.Found), modes.Sum(m => m.Faults));
        return new FleetFigures(
            protocol, hash, seed, faults == 0 ? 0 : (double)found / faults, ExactBounds.ShareLower(found, faults), modes,
            // The hours before an onset are healthy too.
            HealthyFigures.Of([.. histories.Where(h => h.Drill.Fault is not null || IsOf(h, FleetRuns.Healthy))]),
            HealthyFigures.Of([.. histories.Where(h => IsOf(h, FleetRuns.Noisy))]),
            [.. groups.Where(g => g.Key != FleetRuns.Noisy && g.First().Drill.SensorFault is not null)
                .Select(g => SensorFigures.Of([.. g]))]);
    }

    private static bool IsOf(DrillHistory history, string group) => string.Equals(history.Drill.Group, group, StringComparison.Ordinal);
}
