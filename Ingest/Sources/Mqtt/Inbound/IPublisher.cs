namespace Maintenance.Ingest.Sources.Mqtt.Inbound;

/// <summary>The sender of a message, notified when it is durable. Threading: called by the worker; must not block it.</summary>
internal interface IPublisher
{
    /// <summary>A message from this publisher is in the log. Nothing is sent before <see cref="Flush"/>.</summary>
    void Acknowledge(ushort packetId, int qos);

    /// <summary>Starts sending what was acknowledged, in one write.</summary>
    void Flush();
}
