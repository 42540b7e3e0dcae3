namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>Output of <c>evaluate fleet</c>.</summary>
/// <param name="Protocol">How the fleet was made and judged.</param>
/// <param name="ModelHash">Hash of the evaluated model.</param>
/// <param name="Seed">Seed of the fleet; training does not use it.</param>
/// <param name="Drills">Number of drills.</param>
/// <param name="HealthyDrillMonths">Simulated time without a fault, months of 730 h.</param>
/// <param name="FalseAlarms">Alarms raised in that time.</param>
/// <param name="FalseAlarmsPerDrillMonth">False alarms per healthy drill-month.</param>
/// <param name="Modes">Figures by failure mode.</param>
public sealed record FleetFigures(
    string Protocol, string ModelHash, int Seed, int Drills, double HealthyDrillMonths, int FalseAlarms, double FalseAlarmsPerDrillMonth,
    IReadOnlyList<ModeFigures> Modes)
{
    /// <summary>RUL figures by failure mode, then for all; empty when not evaluated.</summary>
    public IReadOnlyList<RulFigures> Life { get; init; } = [];
}
