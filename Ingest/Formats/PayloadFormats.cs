namespace Maintenance.Ingest.Formats;

/// <summary>Names of the formats in topics and in HTTP.</summary>
public static class PayloadFormats
{
    /// <summary>Content type of <see cref="PayloadFormat.TelemetryV1"/>.</summary>
    public const string TelemetryV1ContentType = "application/vnd.maintenance.telemetry-v1";

    /// <summary>Format of the last segment of a telemetry topic.</summary>
    public static PayloadFormat FromTopicSegment(ReadOnlySpan<char> segment) => segment switch
    {
        "json" => PayloadFormat.Json,
        "csv" => PayloadFormat.Csv,
        "v1" => PayloadFormat.TelemetryV1,
        _ => PayloadFormat.Unknown,
    };

    /// <summary>Format of a content type; parameters such as charset are ignored.</summary>
    public static PayloadFormat FromContentType(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        if (end >= 0) type = type[..end];
        type = type.Trim();
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return PayloadFormat.Json;
        if (type.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase)) return PayloadFormat.Json;
        if (type.Equals("text/csv", StringComparison.OrdinalIgnoreCase)) return PayloadFormat.Csv;
        return type.Equals(TelemetryV1ContentType, StringComparison.OrdinalIgnoreCase) ? PayloadFormat.TelemetryV1 : PayloadFormat.Unknown;
    }
}
