using Maintenance.Core.Assets;

namespace Maintenance.Simulator;

/// <summary>Topics, paths and content types, as specified for Ingest.</summary>
internal static class Wire
{
    public const string TelemetryV1ContentType = "application/vnd.maintenance.telemetry-v1";

    /// <summary>Topic filter for all drills' acknowledgements.</summary>
    public const string AcknowledgementFilter = "maintenance/v1/+/+/+/+/ack";

    public static Uri TelemetryPath { get; } = new("/api/v1/telemetry", UriKind.Relative);

    public static string TelemetryTopic(Asset asset, SimulatorPayload payload) =>
        $"maintenance/v1/{asset.Region}/{asset.Site}/{asset.Rig}/{asset.Id}/telemetry/{(payload == SimulatorPayload.V1 ? "v1" : "json")}";
}
