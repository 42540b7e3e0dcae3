using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Maintenance.Ingest.Sources.Mqtt.Wire;

/// <summary>Fixed header of an MQTT packet (MQTT 5, 2.1).</summary>
/// <param name="First">Packet type in the upper four bits, flags in the lower.</param>
/// <param name="HeaderBytes">Length of the fixed header itself, 2–5.</param>
/// <param name="BodyBytes">Remaining length, 0–268,435,455.</param>
internal readonly record struct PacketHeader(byte First, int HeaderBytes, int BodyBytes)
{
    private const int MaxHeaderBytes = 5;

    public MqttControlPacketType Type => (MqttControlPacketType)(First >> 4);

    public int TotalBytes => HeaderBytes + BodyBytes;

    /// <summary>Reads a header from the start of the received bytes; false while more are needed.</summary>
    /// <exception cref="MqttProtocolViolationException">The remaining length has more than four bytes.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PacketHeader header)
    {
        header = default;
        var length = 0;
        for (var i = 1; i < bytes.Length; i++)
        {
            if (i == MaxHeaderBytes) throw new MqttProtocolViolationException("The packet's length has more than four bytes.");
            length |= (bytes[i] & 0x7F) << (7 * (i - 1));
            if ((bytes[i] & 0x80) != 0) continue;
            header = new PacketHeader(bytes[0], i + 1, length);
            return true;
        }
        return false;
    }
}
