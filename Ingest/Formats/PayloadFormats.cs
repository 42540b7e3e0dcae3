using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Formats.TelemetryV1;

namespace Maintenance.Ingest.Formats;

/// <summary>
/// The formats of this build, and how topics and content types name them. A format that is not here is unknown to all sources.
/// </summary>
public static class PayloadFormats
{
    /// <summary>Every format, one a line.</summary>
    public static IReadOnlyList<PayloadFormat> All { get; } =
    [
        JsonFormat.Instance,
        CsvFormat.Instance,
        TelemetryV1Format.Instance,
    ];

    /// <summary>Format of the last segment of a telemetry topic; null for one that is not known.</summary>
    public static PayloadFormat? FromTopicSegment(ReadOnlySpan<char> segment)
    {
        foreach (var format in All)
            if (segment.SequenceEqual(format.Name)) return format;
        return null;
    }

    /// <summary>Format of a content type, whose parameters such as charset are ignored; null for one that is not known.</summary>
    public static PayloadFormat? FromContentType(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        if (end >= 0) type = type[..end];
        type = type.Trim();
        foreach (var format in All)
            foreach (var known in format.ContentTypes)
                if (type.Equals(known, StringComparison.OrdinalIgnoreCase)) return format;
        return null;
    }
}
