using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>An assessment as stored. Times are Unix µs, UTC.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="EventTimeUnixMicros">Start of the block.</param>
/// <param name="KnownAtUnixMicros">When Ingest received the record behind it.</param>
/// <param name="HealthIndex">0 (failed) to 100 (as new); NaN without evidence.</param>
/// <param name="Grade">A to D; null without evidence.</param>
/// <param name="FailureMode">One of <c>FailureModes</c>; null without evidence.</param>
/// <param name="FailureProbability">0–1; NaN without evidence.</param>
/// <param name="RulHours">Remaining useful life, operating hours; NaN when not predicted.</param>
/// <param name="DrillingState">Drilling state in the block.</param>
/// <param name="Reasons">JSON array, strongest reason first; null for grade A.</param>
/// <param name="ModelHash">SHA-256 of the model document; null when there is none.</param>
public sealed record StoredAssessment(
    string Asset, long EventTimeUnixMicros, long KnownAtUnixMicros, float HealthIndex, string? Grade, string? FailureMode,
    float FailureProbability, RulQuantiles RulHours, string DrillingState, string? Reasons, string? ModelHash)
{
    /// <summary>Columns that <see cref="Of"/> reads.</summary>
    public const string Columns =
        "asset, event_time, known_at, health_index, grade, failure_mode, failure_probability, rul_p10_hours, rul_p50_hours, rul_p90_hours, "
        + "drilling_state, reasons, model_hash, not_assessed, evidence, findings, sensor_faults, rul_limit_hours";

    /// <summary>Why there is no grade; null with one, and in rows of builds that did not tell.</summary>
    public string? NotAssessed { get; init; }

    /// <summary>JSON object: what each failure mode could be judged by.</summary>
    public string? Evidence { get; init; }

    /// <summary>JSON array: the failure modes that are suspected; null when none is.</summary>
    public string? Findings { get; init; }

    /// <summary>JSON array: the sensors at fault; null when none is.</summary>
    public string? SensorFaults { get; init; }

    /// <summary>Reads a row with <see cref="Columns"/>.</summary>
    public static StoredAssessment Of(QueryRow row) => new(
        row.Text("asset"), row.UnixMicros("event_time"), row.UnixMicros("known_at"), row.Single("health_index"),
        row.TextOrNull("grade"), row.TextOrNull("failure_mode"), row.Single("failure_probability"),
        new RulQuantiles(row.Single("rul_p10_hours"), row.Single("rul_p50_hours"), row.Single("rul_p90_hours"))
        { Limit = row.Single("rul_limit_hours") },
        row.TextOrNull("drilling_state") ?? "unknown", row.TextOrNull("reasons"), row.TextOrNull("model_hash"))
    {
        NotAssessed = row.TextOrNull("not_assessed"),
        Evidence = row.TextOrNull("evidence"),
        Findings = row.TextOrNull("findings"),
        SensorFaults = row.TextOrNull("sensor_faults"),
    };
}
