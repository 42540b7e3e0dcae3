namespace Maintenance.Simulator.Scenarios;

/// <summary>A machine fault of a scenario.</summary>
/// <param name="Drill">Index of the drill, from 0.</param>
/// <param name="Mode">One of <see cref="Core.Conditions.FailureModes.All"/>.</param>
/// <param name="Defect">One of <see cref="Physics.BearingDefects"/>, with bearing wear only; null for the drill's own.</param>
/// <param name="Onset">Healthy time since the start.</param>
/// <param name="Growth">Time from onset to failure.</param>
/// <param name="RepairedAfter">Time from failure to repair; null for never.</param>
public sealed record ScenarioFault(int Drill, string Mode, string? Defect, TimeSpan Onset, TimeSpan Growth, TimeSpan? RepairedAfter);
