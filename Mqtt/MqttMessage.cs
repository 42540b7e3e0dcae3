namespace Maintenance.Mqtt;

/// <summary>One message as delivered; its spans lie in the library's memory and are valid only during the handler's call.</summary>
/// <param name="topicUtf8">Topic name, UTF-8.</param>
/// <param name="payload">Payload, possibly empty.</param>
/// <param name="retained">True for a retained message that stood at the broker before the subscription.</param>
public readonly ref struct MqttMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
{
    /// <summary>Topic name, UTF-8.</summary>
    public ReadOnlySpan<byte> TopicUtf8 { get; } = topicUtf8;

    /// <summary>Payload, possibly empty.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>True for a retained message.</summary>
    public bool Retained { get; } = retained;
}

/// <summary>
/// Takes one message on the client's network thread. It may block: then the TCP connection stalls and the broker queues, within its bounds
/// (back-pressure); longer than 1.5 × keep-alive and the broker closes the connection, after which the client connects anew.
/// </summary>
public delegate void MqttMessageHandler(in MqttMessage message);
