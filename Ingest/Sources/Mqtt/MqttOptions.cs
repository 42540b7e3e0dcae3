using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>
/// Connection to the MQTT broker.
/// <code>{ "Mqtt": { "Host": "127.0.0.1", "Port": 1883, "ClientId": "maintenance-ingest" } }</code>
/// </summary>
public sealed class MqttOptions
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "Mqtt";

    /// <summary>False: no MQTT, HTTP only. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Broker's host name or address. Default 127.0.0.1.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>Broker's port, 1–65535. Default 1883.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>
    /// Client id; the broker keeps the session under it while Ingest is away, so it must differ between installations at one broker.
    /// A second connection, for acknowledgements, uses it with <c>-ack</c> behind. Default <c>maintenance-ingest</c>.
    /// </summary>
    public string ClientId { get; init; } = "maintenance-ingest";

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

    /// <summary>
    /// Most bytes of messages received and not yet being appended; beyond it the connection stalls and the broker queues.
    /// At least <see cref="IngestOptions.MaxPayloadBytes"/>, at most 1 GiB; twice as much is held at most. Default 16 MiB.
    /// </summary>
    public int MaxBufferedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Version of the protocol spoken with an external broker. Default V5: only there the broker is told how much may wait for the log.
    /// </summary>
    public MqttProtocol Protocol { get; init; } = MqttProtocol.V5;

    /// <summary>Bounds of the embedded broker.</summary>
    public BrokerOptions Broker { get; init; } = new();

    /// <summary>Longest pause between two attempts to connect, 100 ms – 5 min. Default 10 s.</summary>
    public TimeSpan ReconnectMaxDelay { get; init; } = TimeSpan.FromSeconds(10);
}
