using Maintenance.Core.Ports;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>Readings and blocks as JSON: <c>docs/formats/telemetry-json.md</c>.</summary>
public static class JsonFormat
{
    /// <summary>The format.</summary>
    public static PayloadFormat Instance { get; } = new("json", ["application/json", "application/x-ndjson"], static () =>
        new JsonDecoder());
}
