namespace Maintenance.Queries;

/// <summary>Readings that became known within a minute.</summary>
/// <param name="StartUnixMicros">Start of the minute, Unix µs, by <c>known_at</c>.</param>
/// <param name="Prompt">Readings stored soon after they were measured.</param>
/// <param name="Late">Readings stored long after: backfill.</param>
public sealed record MinuteRow(long StartUnixMicros, long Prompt, long Late);
