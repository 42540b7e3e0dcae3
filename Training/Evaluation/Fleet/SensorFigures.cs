namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>What is said of a sensor that lies, on machines that are well.</summary>
/// <param name="Scenario">Scenario and channel.</param>
/// <param name="Fault">What is wrong with the sensor.</param>
/// <param name="Drills">Drills that have it.</param>
/// <param name="Reported">Of these, with a report of this sensor while it lied.</param>
/// <param name="Words">What was reported, each with how often.</param>
/// <param name="MedianDelayHours">Median time from the beginning to the report; null when none.</param>
/// <param name="MachineAlarms">Alarms that took it for a fault of the machine.</param>
/// <param name="Modes">Their failure modes, each with how often.</param>
public sealed record SensorFigures(
    string Scenario, string Fault, int Drills, int Reported, IReadOnlyDictionary<string, int> Words, double? MedianDelayHours,
    int MachineAlarms, IReadOnlyDictionary<string, int> Modes)
{
    internal static SensorFigures Of(IReadOnlyList<DrillHistory> histories)
    {
        var reported = histories.Where(h => h.SensorReportedUnixMicros is not null).ToList();
        var delays = reported.Select(h => (h.SensorReportedUnixMicros!.Value - h.Drill.SensorFault!.FromUnixMicros) / 3.6e9)
            .Order().ToList();
        return new SensorFigures(
            histories[0].Drill.Group, histories[0].Drill.SensorFault!.Kind.ToString(), histories.Count, reported.Count,
            HealthyFigures.Count(reported.Select(h => h.SensorWord!)), ModeFigures.Quantile(delays, 0.5),
            histories.Sum(h => h.FalseAlarms.Count),
            HealthyFigures.Count(histories.SelectMany(h => h.FalseAlarms)));
    }
}
