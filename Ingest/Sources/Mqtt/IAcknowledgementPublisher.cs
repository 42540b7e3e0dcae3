namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>The way acknowledgements per asset go out over MQTT: a broker in this process, or a connection to another one.</summary>
internal interface IAcknowledgementPublisher
{
    /// <summary>
    /// Publishes an acknowledgement; false when it could not be (the edge sends again). The payload is valid until this completes.
    /// Waits for no broker longer than it takes to hand the message over.
    /// </summary>
    ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
