namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>
/// Limits of the embedded broker (role Broker); section <c>Mqtt:Broker</c>.
/// <code>{ "Mqtt": { "Broker": { "MaxConnections": 10000, "MaxUnacknowledged": 1000 } } }</code>
/// </summary>
public sealed class BrokerOptions
{
    /// <summary>Maximum concurrent connections, 1–100,000; further ones are closed at once. Default 10,000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>
    /// Maximum QoS 1 and 2 messages of one connection waiting for the log, 1–65,535; beyond that it is not read. Default 1,000.
    /// </summary>
    public int MaxUnacknowledged { get; init; } = 1000;

    /// <summary>Maximum bytes queued for one subscriber, 64 KiB – 1 GiB; further messages to it are dropped. Default 16 MiB.</summary>
    public int MaxQueuedBytes { get; init; } = 16 * 1024 * 1024;
}
