namespace Maintenance.Queries;

/// <summary>Which alarms are asked for.</summary>
/// <param name="AsOf">Only what was known at this time, UTC.</param>
/// <param name="Since">Alarms that are over matter if anything of them became known after this time, UTC.</param>
/// <param name="Latching">Rules whose alarms wait for a reset, however long.</param>
/// <param name="Assets">Assets; null: all.</param>
public sealed record AlarmRange(DateTime AsOf, DateTime Since, IReadOnlyList<string> Latching, IReadOnlyList<string>? Assets);
