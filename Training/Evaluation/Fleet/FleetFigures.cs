namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>What <c>evaluate fleet</c> prints.</summary>
/// <param name="Protocol">How the fleet was made and judged.</param>
/// <param name="ModelHash">The model judged.</param>
/// <param name="Seed">Seed of the fleet; none of those of training.</param>
/// <param name="Drills">Drills.</param>
/// <param name="HealthyDrillMonths">Simulated time without a fault, months of 730 h.</param>
/// <param name="FalseAlarms">Alarms raised in that time.</param>
/// <param name="FalseAlarmsPerDrillMonth">The quotient.</param>
/// <param name="Modes">By failure mode.</param>
public sealed record FleetFigures(
    string Protocol, string ModelHash, int Seed, int Drills, double HealthyDrillMonths, int FalseAlarms, double FalseAlarmsPerDrillMonth,
    IReadOnlyList<ModeFigures> Modes)
{
    /// <summary>Remaining life by failure mode, then of all; empty when it was not judged.</summary>
    public IReadOnlyList<RulFigures> Life { get; init; } = [];
}
