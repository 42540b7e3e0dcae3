namespace Maintenance.Ingest.Sources.Mqtt.Inbound;

/// <summary>One message in a connection's buffer, still to be copied.</summary>
/// <param name="topic">Topic name, UTF-8.</param>
/// <param name="payload">The payload, or its beginning.</param>
/// <param name="payloadBytes">Length of the whole payload.</param>
/// <param name="publisher">Notified when it is durable; null with QoS 0.</param>
/// <param name="packetId">Packet identifier used by the publisher.</param>
/// <param name="qos">0, 1 or 2.</param>
internal readonly ref struct InboundMessage(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, int payloadBytes, IPublisher? publisher,
    ushort packetId, int qos)
{
    public ReadOnlySpan<byte> Topic { get; } = topic;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public int PayloadBytes { get; } = payloadBytes;

    public IPublisher? Publisher { get; } = publisher;

    public ushort PacketId { get; } = packetId;

    public int Qos { get; } = qos;
}
