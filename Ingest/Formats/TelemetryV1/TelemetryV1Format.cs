using Maintenance.Core.Ports;

namespace Maintenance.Ingest.Formats.TelemetryV1;

/// <summary>One or more records of the binary codec: <c>docs/formats/telemetry-v1.md</c>.</summary>
public static class TelemetryV1Format
{
    /// <summary>Its content type.</summary>
    public const string ContentType = "application/vnd.maintenance.telemetry-v1";

    /// <summary>The format.</summary>
    public static PayloadFormat Instance { get; } = new("v1", [ContentType], static () => new TelemetryV1Decoder());
}
