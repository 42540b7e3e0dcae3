namespace Maintenance.Ingest.Formats;

/// <summary>How a payload is written.</summary>
public enum PayloadFormat
{
    /// <summary>Named by topic or content type, but not known to this build.</summary>
    Unknown,

    /// <summary><c>docs/formats/telemetry-json.md</c>.</summary>
    Json,

    /// <summary><c>docs/formats/telemetry-csv.md</c>.</summary>
    Csv,

    /// <summary>One or more records of the binary codec, <c>docs/formats/telemetry-v1.md</c>.</summary>
    TelemetryV1,
}
