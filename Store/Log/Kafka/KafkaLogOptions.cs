namespace Maintenance.Store.Log.Kafka;

// "Log": { "Engine": "Kafka", "Kafka": { "BootstrapServers": "kafka-1:9093,kafka-2:9093", "Security": "SaslTls", "CaFile":
// "/run/secrets/ca.pem",          "SaslUsername": "maintenance", "SaslPasswordFile": "/run/secrets/kafka-password", "ReplicationFactor": 3,
// "MinInSyncReplicas": 2 } }

/// <summary>
/// Options of the Kafka engine of the telemetry log, section <c>Log:Kafka</c>; used only with <c>Log:Engine=Kafka</c>.
/// Of <see cref="TelemetryLogOptions"/> it uses <c>Partitions</c>, <c>CommitInterval</c> (how long a batch may wait for more records),
/// <c>MaxRecordBytes</c>, <c>MaxBytesInFlight</c>, and, for topics it creates, <c>RetentionBytes</c>, <c>RetentionAge</c> and
/// <c>SegmentBytes</c>.
/// </summary>
public sealed class KafkaLogOptions
{
    /// <summary>
    /// Bootstrap brokers, <c>host:port</c> separated by commas; they name the rest of the cluster. Required.
    /// </summary>
    public string BootstrapServers { get; init; } = "";

    /// <summary>
    /// Prefix of topic and group names, so that installations can share a cluster; up to 64 of a-z 0-9 . -; default none.
    /// </summary>
    public string TopicPrefix { get; init; } = "";

    /// <summary>How connections are secured. Default <see cref="KafkaSecurity.Plaintext"/>.</summary>
    public KafkaSecurity Security { get; init; } = KafkaSecurity.Plaintext;

    /// <summary>PEM file of the trusted CAs; null: those of the system. Only with TLS.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of the client's certificate; null: none. Only with TLS, together with <see cref="KeyFile"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the client's private key; null: none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>File that holds the pass phrase of <see cref="KeyFile"/>; null: the key is not encrypted.</summary>
    public string? KeyPasswordFile { get; init; }

    /// <summary>How the client authenticates. Default <see cref="KafkaSasl.ScramSha512"/>.</summary>
    public KafkaSasl SaslMechanism { get; init; } = KafkaSasl.ScramSha512;

    /// <summary>SASL user name; required with SASL.</summary>
    public string? SaslUsername { get; init; }

    /// <summary>File that holds the SASL password; required with SASL. A trailing line break is ignored.</summary>
    public string? SaslPasswordFile { get; init; }

    /// <summary>Replicas of a topic this engine creates, 1–32767; default 3.</summary>
    public int ReplicationFactor { get; init; } = 3;

    /// <summary>
    /// Replicas that must have a record before its append completes, for topics this engine creates, 1 to
    /// <see cref="ReplicationFactor"/>; default 2, which survives the loss of a broker.
    /// </summary>
    public int MinInSyncReplicas { get; init; } = 2;

    /// <summary>
    /// How long an append, a batch or the end of the process waits for the brokers before it fails, 1 s – 1 h; default 30 s. The records
    /// stay queued, within <see cref="TelemetryLogOptions.MaxBytesInFlight"/>, and are delivered when the brokers are back.
    /// </summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Timeout of one broker request, 1 s – 5 min; default 10 s. Opening, watermarks and reads fail after it.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a broker holds a reader's request while it has no record, 1 ms – 5 s; default 500 ms. A broker answers immediately when
    /// a record arrives: this limits idle traffic, not latency.
    /// </summary>
    public TimeSpan FetchWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Silence after which a member of a consumer group is considered dead and its partitions are reassigned, 1 s – 30 min, within the
    /// brokers' own limits; default 6 s, the brokers' default minimum.
    /// </summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How long stopping the workers of revoked partitions may take before the group continues without this member, ≥
    /// <see cref="SessionTimeout"/>, ≤ 1 h; default 2 min.
    /// </summary>
    public TimeSpan RevocationTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
