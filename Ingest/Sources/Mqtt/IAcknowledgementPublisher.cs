namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>Publishes acknowledgements per asset over MQTT: through the embedded broker or a connection to an external one.</summary>
internal interface IAcknowledgementPublisher
{
    /// <summary>
    /// Publishes an acknowledgement; false if that failed (the edge resends). The payload is valid until this completes.
    /// Waits only until the message is handed over.
    /// </summary>
    ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
