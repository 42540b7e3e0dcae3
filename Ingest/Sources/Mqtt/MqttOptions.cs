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
    /// Client id; the broker keeps its session while Ingest is offline, so it must be unique among installations on one broker.
    /// A second connection, for acknowledgements, uses it with the suffix <c>-ack</c>. Default <c>maintenance-ingest</c>.
    /// </summary>
    public string ClientId { get; init; } = "maintenance-ingest";

    /// <summary>User name, or null for none.</summary>
    public string? Username { get; init; }

    /// <summary>Password, or null for none.</summary>
    public string? Password { get; init; }

    /// <summary>PEM file of the CA that signed the broker's certificate; null: no TLS.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>PEM file of the client's certificate, or null.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>PEM file of the client's key, or null.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>
    /// Maximum bytes of messages received and waiting to be appended; beyond that the connection stalls and the broker queues.
    /// At least <see cref="IngestOptions.MaxPayloadBytes"/>, at most 1 GiB; up to twice as much is held in memory. Default 16 MiB.
    /// </summary>
    public int MaxBufferedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// MQTT version used with an external broker. Default V5: only there is the broker told how much may wait for the log.
    /// </summary>
    public MqttProtocol Protocol { get; init; } = MqttProtocol.V5;

    /// <summary>Limits of the embedded broker.</summary>
    public BrokerOptions Broker { get; init; } = new();

    /// <summary>Maximum delay between connection attempts, 100 ms – 5 min. Default 10 s.</summary>
    public TimeSpan ReconnectMaxDelay { get; init; } = TimeSpan.FromSeconds(10);
}
