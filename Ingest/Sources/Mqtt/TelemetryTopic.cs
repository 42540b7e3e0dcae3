using System.Text;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>A topic <c>maintenance/v1/{region}/{site}/{rig}/{asset}/telemetry/{format}</c>, parsed once and then reused.</summary>
/// <param name="Source">Source of its messages.</param>
/// <param name="Format">Format of its messages; null if unknown.</param>
/// <param name="AcknowledgementTopic"><c>maintenance/v1/{region}/{site}/{rig}/{asset}/ack</c>.</param>
internal sealed record TelemetryTopic(SourceContext Source, PayloadFormat? Format, string AcknowledgementTopic)
{
    public const string Filter = "maintenance/v1/+/+/+/+/telemetry/+";

    /// <summary>Where acknowledgements go.</summary>
    public const string AcknowledgementFilter = "maintenance/v1/+/+/+/+/ack";

    private const int AssetSegment = 5;
    private const int FormatSegment = 7;
    private const int Segments = 8;
    private const int PlaceSegments = 4;

    private static ReadOnlySpan<byte> Prefix => "maintenance/v1/"u8;

    /// <summary>
    /// True for a telemetry topic, and for one that is almost one: its messages are refused by name instead of passing by unread.
    /// </summary>
    public static bool IsMeant(ReadOnlySpan<byte> topicUtf8)
    {
        if (Matches(topicUtf8)) return true;
        if (!topicUtf8.StartsWith("maintenance/"u8)) return false;
        foreach (var level in topicUtf8.Split((byte)'/'))
            if (Ascii.EqualsIgnoreCase(topicUtf8[level], "telemetry"u8)) return true;
        return false;
    }

    /// <summary>True if <see cref="Filter"/> matches the topic.</summary>
    public static bool Matches(ReadOnlySpan<byte> topicUtf8)
    {
        if (!topicUtf8.StartsWith(Prefix)) return false;
        var rest = topicUtf8[Prefix.Length..];
        for (var i = 0; i < PlaceSegments; i++)
        {
            var slash = rest.IndexOf((byte)'/');
            if (slash < 0) return false;
            rest = rest[(slash + 1)..];
        }
        return rest.StartsWith("telemetry/"u8) && !rest["telemetry/"u8.Length..].Contains((byte)'/');
    }

    public static TelemetryTopic Parse(string topic)
    {
        var segments = topic.Split('/');
        if (!Matches(Encoding.UTF8.GetBytes(topic))) return new(new SourceContext(SourceKind.Live, $"mqtt {topic}"), null, string.Empty);
        var source = new SourceContext(SourceKind.Live, $"mqtt {topic}", segments[AssetSegment]);
        return new(source, PayloadFormats.FromTopicSegment(segments[FormatSegment]),
            $"{string.Join('/', segments[..(AssetSegment + 1)])}/ack");
    }
}
