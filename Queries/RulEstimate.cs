namespace Maintenance.Queries;

/// <summary>RUL predicted by an assessment, and the record behind it; operating hours, null where there is no prediction.</summary>
public readonly record struct RulEstimate(
    long EventTimeUnixMicros, long LogPartition, long LogOffset, double? P10Hours, double? P50Hours, double? P90Hours);
