namespace Maintenance.Mqtt;

/// <summary>How a <see cref="MosquittoBroker"/> runs. It listens on loopback only and lets every local program in.</summary>
public sealed record MosquittoBrokerOptions
{
    /// <summary>Folder for the generated configuration; created when absent.</summary>
    public required string Folder { get; init; }

    /// <summary>Port on 127.0.0.1; 0 picks a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Largest packet the broker takes, bytes; a client that sends a larger one is cut off. Default 80 MiB: far above what Ingest accepts,
    /// so that a too large payload gets a reason in the dead letters instead of a silently closed connection.
    /// </summary>
    public int MaxPacketBytes { get; init; } = 80 * 1024 * 1024;

    /// <summary>Most QoS 1 messages sent to one subscriber and not yet acknowledged by it.</summary>
    public int MaxInflightMessages { get; init; } = 1000;

    /// <summary>Most messages queued for one subscriber; beyond it the broker drops (edges re-send what Ingest did not acknowledge).</summary>
    public int MaxQueuedMessages { get; init; } = 1_000_000;

    /// <summary>Most bytes queued for one subscriber.</summary>
    public long MaxQueuedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Longest wait for the broker to listen.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
