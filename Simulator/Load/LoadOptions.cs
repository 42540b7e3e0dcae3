namespace Maintenance.Simulator.Load;

/// <summary>A load run: <c>simulate --assets N --readings-per-second R</c>.</summary>
public sealed class LoadOptions
{
    /// <summary>Number of assets, 1…99,999.</summary>
    public int Assets { get; init; } = 100;

    /// <summary>Readings per second in total.</summary>
    public double ReadingsPerSecond { get; init; } = 10_000;

    /// <summary>Length of the run; null = until cancelled.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How records are sent.</summary>
    public required SimulatorTransport Transport { get; init; }

    /// <summary>Broker's host name or address.</summary>
    public string MqttHost { get; init; } = "127.0.0.1";

    /// <summary>Broker's port.</summary>
    public int MqttPort { get; init; } = 1883;

    /// <summary>Broker's user, or null.</summary>
    public string? MqttUsername { get; init; }

    /// <summary>Broker's password, or null.</summary>
    public string? MqttPassword { get; init; }

    /// <summary>PEM file of the CA that signed the broker's certificate; null = no TLS.</summary>
    public string? MqttTlsCaFile { get; init; }

    /// <summary>Base address of the host for HTTP, for example http://127.0.0.1:8080.</summary>
    public Uri? HttpAddress { get; init; }

    /// <summary>Bearer token for HTTP.</summary>
    public string? Token { get; init; }

    /// <summary>Seed for the values.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Readings per record; 0 = one second of an asset's readings, clamped to 1…1,000.</summary>
    public int ReadingsPerRecord { get; init; }
}
