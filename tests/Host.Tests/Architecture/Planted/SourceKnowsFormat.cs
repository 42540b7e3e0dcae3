namespace Maintenance.Ingest.Sources.Planted;

/// <summary>Breaks: sources know formats by their registry alone.</summary>
internal sealed class SourceKnowsFormat
{
    public object Known { get; } = Formats.Json.JsonFormat.Instance;
}
