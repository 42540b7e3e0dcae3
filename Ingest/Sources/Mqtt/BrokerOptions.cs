namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>
/// Bounds of the embedded broker (role Broker); section <c>Mqtt:Broker</c>.
/// <code>{ "Mqtt": { "Broker": { "MaxConnections": 10000, "MaxUnacknowledged": 1000 } } }</code>
/// </summary>
public sealed class BrokerOptions
{
    /// <summary>Most connections at once, 1–100,000; further ones are closed at once. Default 10,000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>
    /// Most messages of QoS 1 and 2 of one connection that wait for the log, 1–65,535; then it is not read. Default 1,000.
    /// </summary>
    public int MaxUnacknowledged { get; init; } = 1000;

    /// <summary>Most bytes that wait for one subscriber, 64 KiB – 1 GiB; further messages to it are dropped. Default 16 MiB.</summary>
    public int MaxQueuedBytes { get; init; } = 16 * 1024 * 1024;
}
