namespace Maintenance.Simulator.Scenarios;

/// <summary>A dip of the mains in a scenario.</summary>
/// <param name="Drill">Index of the drill, from 0; null for all.</param>
/// <param name="From">Beginning, since the start.</param>
/// <param name="Until">End.</param>
public sealed record ScenarioPowerDip(int? Drill, TimeSpan From, TimeSpan Until);
