using System.Buffers.Binary;
using MQTTnet.Exceptions;

namespace Maintenance.Ingest.Sources.Mqtt.Wire;

/// <summary>A PUBLISH read in place (MQTT 3.1.1 and 5, 3.3): nothing is copied, its spans point into the connection's buffer.</summary>
internal readonly ref struct PublishPacket
{
    private PublishPacket(int qos, ushort packetId, ReadOnlySpan<byte> topic, int payloadStart)
    {
        Qos = qos;
        PacketId = packetId;
        Topic = topic;
        PayloadStart = payloadStart;
    }

    /// <summary>0, 1 or 2.</summary>
    public int Qos { get; }

    /// <summary>1–65535; 0 with QoS 0.</summary>
    public ushort PacketId { get; }

    /// <summary>Topic name, UTF-8, at least one byte, without wildcards.</summary>
    public ReadOnlySpan<byte> Topic { get; }

    /// <summary>Offset of the payload in the body.</summary>
    public int PayloadStart { get; }

    /// <param name="first">First byte of the fixed header.</param>
    /// <param name="body">The body, or enough of its beginning to hold topic and properties.</param>
    /// <param name="hasProperties">True for MQTT 5.</param>
    /// <exception cref="MqttProtocolViolationException">Not a valid PUBLISH.</exception>
    public static PublishPacket Read(byte first, ReadOnlySpan<byte> body, bool hasProperties)
    {
        var qos = (first >> 1) & 3;
        if (qos == 3) throw new MqttProtocolViolationException("A PUBLISH has QoS 3.");
        var position = 0;
        var topic = body.Slice(2, Need(body, ref position, 2 + Length(body)) - 2);
        if (topic.IsEmpty) throw new MqttProtocolViolationException("A PUBLISH has no topic, and topic aliases are not offered.");
        if (topic.IndexOfAny((byte)'+', (byte)'#', (byte)0) >= 0)
            throw new MqttProtocolViolationException("The topic of a PUBLISH has a wildcard or a NUL.");
        ushort packetId = 0;
        if (qos > 0)
        {
            var at = position;
            Need(body, ref position, sizeof(ushort));
            packetId = BinaryPrimitives.ReadUInt16BigEndian(body[at..]);
            if (packetId == 0) throw new MqttProtocolViolationException("A PUBLISH has the packet identifier 0.");
        }
        if (hasProperties) SkipProperties(body, ref position);
        return new PublishPacket(qos, packetId, topic, position);
    }

    private static int Length(ReadOnlySpan<byte> body) => body.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(body) : 0;

    private static void SkipProperties(ReadOnlySpan<byte> body, ref int position)
    {
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (shift > 21) throw new MqttProtocolViolationException("The length of a PUBLISH's properties has more than four bytes.");
            var at = position;
            Need(body, ref position, 1);
            length |= (body[at] & 0x7F) << shift;
            if ((body[at] & 0x80) == 0) break;
        }
        Need(body, ref position, length);
    }

    private static int Need(ReadOnlySpan<byte> body, ref int position, int bytes)
    {
        if (body.Length - position < bytes) throw new MqttProtocolViolationException("A PUBLISH ends inside its topic, identifier or "
            + "properties.");
        position += bytes;
        return position;
    }
}
