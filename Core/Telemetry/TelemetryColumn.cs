namespace Maintenance.Core.Telemetry;

/// <summary>One channel of a record.</summary>
/// <param name="ChannelId">Number of a standard channel, or <see cref="TelemetryCodecV1.NamedChannel"/> for a custom channel.</param>
/// <param name="Name">Name of a custom channel (1–63 UTF-8 bytes); empty for a standard channel.</param>
/// <param name="Values">One value per reading in the channel's unit; NaN means missing. Not copied.</param>
/// <param name="Quality">Quality flags.</param>
public sealed record TelemetryColumn(int ChannelId, string Name, float[] Values, ChannelQuality Quality = ChannelQuality.Good);
