namespace Maintenance.Simulator.Player;

/// <summary>Channel that a column's values go to.</summary>
/// <param name="ChannelId">Standard channel, or <see cref="Core.Telemetry.TelemetryCodecV1.NamedChannel"/>.</param>
/// <param name="Name">Name of a named channel; empty for a standard one.</param>
internal readonly record struct RecordedTarget(int ChannelId, string Name);
