namespace Maintenance.Simulator.Scenarios;

/// <summary>One fact of the ground truth.</summary>
/// <param name="Kind"><c>machine</c> or <c>sensor</c>.</param>
/// <param name="Drill">Index of the drill.</param>
/// <param name="Asset">Its id.</param>
/// <param name="Mode">Failure mode, or what is wrong with the sensor.</param>
/// <param name="Defect">Defect within the mode, if the scenario names one.</param>
/// <param name="Channel">The sensor.</param>
/// <param name="Onset">When it begins.</param>
/// <param name="Failure">When the machine fails.</param>
/// <param name="Until">When it is repaired; null for never.</param>
public sealed record ScenarioLabel(
    string Kind, int Drill, string Asset, string Mode, string? Defect, string? Channel, DateTime Onset, DateTime? Failure, DateTime? Until);
