namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>The way telemetry comes in over MQTT, and acknowledgements go out: a broker in this process, or a subscription at another one.</summary>
internal interface IBrokerLink
{
    /// <summary>For health: null when messages can come, otherwise what is wrong.</summary>
    string? Complaint { get; }

    /// <summary>
    /// Publishes an acknowledgement; false when it could not be (the edge sends again). The payload is valid until this completes.
    /// Waits for no broker longer than it takes to hand the message over.
    /// </summary>
    ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
