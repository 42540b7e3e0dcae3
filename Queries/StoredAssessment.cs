using Maintenance.Core.Conditions;

namespace Maintenance.Queries;

/// <summary>One assessment as stored.</summary>
public sealed record StoredAssessment(
    string Asset, long EventTimeUnixMicros, long KnownAtUnixMicros, float HealthIndex, string Grade, string FailureMode, float FailureProbability,
    RulQuantiles RulHours, string DrillingState, string? Reasons, string? ModelHash)
{
    /// <summary>Columns in the order <see cref="Read"/> expects.</summary>
    public const string Columns =
        "asset, event_time, known_at, health_index, grade, failure_mode, failure_probability, rul_p10_hours, rul_p50_hours, rul_p90_hours, "
        + "drilling_state, reasons, model_hash";

    public static StoredAssessment Read(object?[] row) => new(
        Cell.Text(row[0]), Cell.UnixMicros(row[1]), Cell.UnixMicros(row[2]), Cell.Single(row[3]), Cell.TextOrNull(row[4]) ?? "", Cell.TextOrNull(row[5]) ?? "",
        Cell.Single(row[6]), new RulQuantiles(Cell.Single(row[7]), Cell.Single(row[8]), Cell.Single(row[9])), Cell.TextOrNull(row[10]) ?? "unknown",
        Cell.TextOrNull(row[11]), Cell.TextOrNull(row[12]));
}
