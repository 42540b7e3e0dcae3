namespace Maintenance.Ingest.Intake;

/// <summary>What kind of sender a payload comes from.</summary>
public enum SourceKind
{
    /// <summary>A drill or gateway that sends current telemetry, or what it buffered during an outage.</summary>
    Live,

    /// <summary>A recording: its event times may be of any age.</summary>
    Replay,
}
