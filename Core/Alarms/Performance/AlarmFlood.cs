namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// A flood: from the first of more than <see cref="AlarmLoadLimits.PerTenMinutes"/> alarms per operator in ten minutes, until fewer than
/// <see cref="AlarmLoadLimits.FloodEndsBelow"/> come in ten minutes; to the minute.
/// </summary>
/// <param name="FromUnixMicros">Beginning, Unix µs UTC.</param>
/// <param name="UntilUnixMicros">End; of the window, when it goes on.</param>
/// <param name="Alarms">Alarms of all operators in it.</param>
/// <param name="Peak">Most in ten minutes, per operator.</param>
public sealed record AlarmFlood(long FromUnixMicros, long UntilUnixMicros, int Alarms, double Peak);
