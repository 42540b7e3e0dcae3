namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>An alarm whose history changed, with both of its times.</summary>
/// <param name="Asset">Id.</param>
/// <param name="Rule">Rule.</param>
/// <param name="EventTime">When it began, UTC.</param>
/// <param name="KnownAt">When that was first known; of a withdrawn one, when it was known that it never was.</param>
public sealed record LateAlarm(string Asset, string Rule, DateTime EventTime, DateTime KnownAt);
