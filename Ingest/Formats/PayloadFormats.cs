using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Formats.TelemetryV1;

namespace Maintenance.Ingest.Formats;

/// <summary>
/// The payload formats of this build and their topic segments and content types. Sources know no other formats.
/// </summary>
public static class PayloadFormats
{
    /// <summary>Every format, one per line.</summary>
    public static IReadOnlyList<PayloadFormat> All { get; } =
    [
        JsonFormat.Instance,
        CsvFormat.Instance,
        TelemetryV1Format.Instance,
    ];

    /// <summary>Format of the last segment of a telemetry topic; null if unknown.</summary>
    public static PayloadFormat? FromTopicSegment(ReadOnlySpan<char> segment)
    {
        foreach (var format in All)
            if (segment.SequenceEqual(format.Name)) return format;
        return null;
    }

    /// <summary>Format of a content type; parameters such as charset are ignored; null if unknown.</summary>
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
