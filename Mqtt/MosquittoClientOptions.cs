namespace Maintenance.Mqtt;

/// <summary>How a <see cref="MosquittoClient"/> connects. Defaults are safe for loopback.</summary>
public sealed record MosquittoClientOptions
{
    /// <summary>Broker's host name or address.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Broker's port, 1–65535.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Client id, unique at the broker.</summary>
    public required string ClientId { get; init; }

    /// <summary>False: the broker keeps subscriptions and queues QoS 1 messages while the client is away.</summary>
    public bool CleanSession { get; init; } = true;

    /// <summary>User name, or null for none.</summary>
    public string? Username { get; init; }

    /// <summary>Password, or null for none.</summary>
    public string? Password { get; init; }

    /// <summary>PEM file of the authority that signed the broker's certificate; null: no TLS.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>PEM file of the client's certificate, or null.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>PEM file of the client's key, or null.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>Longest silence before a ping; 5 s or more.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Most publications accepted and not yet acknowledged, 1–20,000. The library walks its list of them on each one, so hundreds are fast
    /// and many thousands are not.
    /// </summary>
    public int MaxInFlight { get; init; } = 256;

    /// <summary>Pause after the first failed attempt; doubles up to <see cref="ReconnectMaxDelay"/>.</summary>
    public TimeSpan ReconnectMinDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between attempts.</summary>
    public TimeSpan ReconnectMaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Published by the broker when the connection breaks; null for none.</summary>
    public MqttWill? Will { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Host);
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxInFlight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxInFlight, 20_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepAlive, TimeSpan.FromSeconds(5));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReconnectMinDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReconnectMaxDelay, ReconnectMinDelay);
    }
}
