namespace Maintenance.Queries;

/// <summary>The remaining life that an assessment told, and which record caused it; operating hours, null where none was told.</summary>
public readonly record struct ToldLife(
    long EventTimeUnixMicros, long LogPartition, long LogOffset, double? P10Hours, double? P50Hours, double? P90Hours);
