using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Sources.Mqtt.Wire;

/// <summary>How much of a peer's bytes is held in memory.</summary>
/// <param name="MaxPayloadBytes">Largest payload taken whole (<c>Ingest:MaxPayloadBytes</c>); of a larger one only the beginning is
/// kept.</param>
/// <param name="MaxUnacknowledged">Most messages of QoS 1 and 2 of one connection that may wait for the log.</param>
internal sealed record PacketLimits(int MaxPayloadBytes, int MaxUnacknowledged)
{
    // Topic and properties, 64 KiB each at most in any sensible packet.
    private const int Head = 2 * 64 * 1024;

    /// <summary>Before the peer has proved who it is: a CONNECT with client id, will, name and password.</summary>
    public const int UntilConnected = 64 * 1024;

    /// <summary>Largest packet held whole.</summary>
    public int MaxPacketBytes => MaxPayloadBytes + Head;

    /// <summary>So much of a larger PUBLISH is read before it is judged.</summary>
    public static int Beginning => DeadLetterCodecV1.MaxKeptPayloadBytes + Head;
}
