namespace Maintenance.Queries;

/// <summary>What became known within one minute.</summary>
/// <param name="StartUnixMicros">Begin of the minute, by <c>known_at</c>.</param>
/// <param name="Prompt">Readings stored soon after they were taken.</param>
/// <param name="Late">Readings stored long after: back-fill.</param>
public sealed record MinuteRow(long StartUnixMicros, long Prompt, long Late);
