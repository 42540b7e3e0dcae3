namespace Maintenance.Ingest.Intake;

/// <summary>A topic <c>maintenance/v1/{region}/{site}/{rig}/{asset}/telemetry/{format}</c>, taken apart once and then reused.</summary>
/// <param name="Source">Source of its messages.</param>
/// <param name="Format">Format of its messages.</param>
/// <param name="AcknowledgementTopic"><c>maintenance/v1/{region}/{site}/{rig}/{asset}/ack</c>.</param>
internal sealed record TelemetryTopic(SourceContext Source, PayloadFormat Format, string AcknowledgementTopic)
{
    public const string Filter = "maintenance/v1/+/+/+/+/telemetry/+";

    private const int AssetSegment = 5;
    private const int FormatSegment = 7;
    private const int Segments = 8;

    public static TelemetryTopic Parse(string topic)
    {
        var segments = topic.Split('/');
        if (segments.Length != Segments) return new(new SourceContext(SourceKind.Live, $"mqtt {topic}"), PayloadFormat.Unknown, string.Empty);
        var source = new SourceContext(SourceKind.Live, $"mqtt {topic}", segments[AssetSegment]);
        return new(source, PayloadFormats.FromTopicSegment(segments[FormatSegment]), $"{string.Join('/', segments[..(AssetSegment + 1)])}/ack");
    }
}
