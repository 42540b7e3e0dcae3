namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>How much an evaluation of the fleet watches.</summary>
/// <param name="DrillsPerFault">Drills that get each scenario's fault, 1 to 1000.</param>
/// <param name="HealthyMonths">Healthy drills watched for a month of 730 h each, 1 to 10000.</param>
/// <param name="DrillsPerSensorFault">Drills that get each scenario's sensor fault, 1 to 1000.</param>
public sealed record FleetEvaluationSize(int DrillsPerFault, int HealthyMonths, int DrillsPerSensorFault)
{
    /// <summary>What the documents report.</summary>
    public static FleetEvaluationSize Whole { get; } = new(20, 300, 5);

    /// <summary>A look at whether everything works, in less than a minute; its figures mean little.</summary>
    public static FleetEvaluationSize Quick { get; } = new(2, 4, 1);
}
