using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Sources.Mqtt.Wire;

/// <summary>Limits on the bytes held in memory per peer.</summary>
/// <param name="MaxPayloadBytes">Largest payload accepted (<c>Ingest:MaxPayloadBytes</c>); of a larger one only the beginning is
/// kept.</param>
/// <param name="MaxUnacknowledged">Maximum QoS 1 and 2 messages of one connection waiting for the log.</param>
internal sealed record PacketLimits(int MaxPayloadBytes, int MaxUnacknowledged)
{
    // Topic and properties, each at most 64 KiB in any reasonable packet.
    private const int Head = 2 * 64 * 1024;

    /// <summary>Limit before the peer has connected: a CONNECT with client id, will, user name and password.</summary>
    public const int UntilConnected = 64 * 1024;

    /// <summary>Largest packet held whole.</summary>
    public int MaxPacketBytes => MaxPayloadBytes + Head;

    /// <summary>Bytes of a larger PUBLISH read before it is rejected.</summary>
    public static int Beginning => DeadLetterCodecV1.MaxKeptPayloadBytes + Head;
}
