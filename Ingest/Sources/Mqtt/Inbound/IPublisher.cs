namespace Maintenance.Ingest.Sources.Mqtt.Inbound;

/// <summary>Who sent a message and is told that it is durable. Threading: called by the worker; must not block it.</summary>
internal interface IPublisher
{
    /// <summary>A message taken from this publisher is in the log. Nothing is sent before <see cref="Flush"/>.</summary>
    void Acknowledge(ushort packetId, int qos);

    /// <summary>Starts sending what was acknowledged, in one write.</summary>
    void Flush();
}
