namespace Maintenance.Simulator.Scenarios;

/// <summary>An outage of a scenario: nothing is sent, and what was measured follows.</summary>
/// <param name="Drill">Index of the drill, from 0; null for all.</param>
/// <param name="From">Beginning, since the start.</param>
/// <param name="Until">End.</param>
public sealed record ScenarioOutage(int? Drill, TimeSpan From, TimeSpan Until);
