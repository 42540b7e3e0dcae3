using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Creates Kafka clients from the options: one place for addresses, security, limits and logging.</summary>
internal sealed class KafkaClients(TelemetryLogOptions options, TimeProvider clock, ILogger logger)
{
    private const int MiB = 1 << 20;

    // A request costs a broker more than a record: records that arrive within a millisecond share one.
    private const double MinLingerMs = 1;

    // A client that cannot connect reports it many times per second.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(10);

    private readonly KafkaLogOptions _kafka = options.Kafka;
    private readonly ConcurrentDictionary<string, long> _reported = new(StringComparer.Ordinal);

    // Key, headers and batch overhead on top of the largest value.
    private int MaxMessageBytes => options.MaxRecordBytes + MiB;

    public IAdminClient Admin() => new AdminClientBuilder(Secured(new AdminClientConfig(), "admin"))
        .SetErrorHandler((_, error) => Report("admin", error))
        .SetLogHandler((_, message) => Trace("admin", message))
        .Build();

    /// <summary>
    /// A producer that neither loses, repeats nor reorders while it lives: idempotent, every in-sync replica acknowledges, and a record is
    /// retried until accepted. Timeouts are the callers': a record dropped by the producer could go unnoticed by its sender.
    /// </summary>
    /// <param name="batchBytes">Maximum bytes of a batch, before compression, unless a single record is larger; null: the client's own
    /// limit.</param>
    public IProducer<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Producer(int? batchBytes) =>
        Producer("producer", new ProducerConfig { BatchSize = batchBytes });

    /// <summary>Like <see cref="Producer(int?)"/>, but each record is its own batch, because brokers refuse whole batches.</summary>
    public IProducer<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> SingleProducer() =>
        Producer("single-producer", new ProducerConfig { BatchNumMessages = 1 });

    private IProducer<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Producer(string name, ProducerConfig batching) =>
        new ProducerBuilder<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>(Secured(
            new ProducerConfig(batching)
            {
                EnableIdempotence = true,
                Acks = Acks.All,
                CompressionType = CompressionType.Lz4,
                LingerMs = Math.Max(MinLingerMs, options.CommitInterval.TotalMilliseconds),
                MessageTimeoutMs = 0, // never
                RequestTimeoutMs = Milliseconds(_kafka.RequestTimeout),
                QueueBufferingMaxMessages = 0, // bounded in bytes, by each partition's gate
                QueueBufferingMaxKbytes = int.MaxValue,
                DeliveryReportFields = "none", // offset and error are always reported; copies of key and value would not be read
            },
            name))
        .SetKeySerializer(BytesSerializer.Instance)
        .SetValueSerializer(BytesSerializer.Instance)
        .SetErrorHandler((_, error) => Report(name, error))
        .SetLogHandler((_, message) => Trace(name, message))
        .Build();

    /// <summary>
    /// A consumer that reads one partition from a given offset; the group name only matters for the brokers' ACLs.
    /// </summary>
    public IConsumer<int, int> Reader(string name, ScratchDeserializer key, ScratchDeserializer value, Action<Error> onError) =>
        new ConsumerBuilder<int, int>(Secured(
            new ConsumerConfig
            {
                GroupId = _kafka.TopicPrefix + "reader",
                EnableAutoCommit = false,
                EnableAutoOffsetStore = false,
                EnablePartitionEof = true,
                AutoOffsetReset = AutoOffsetReset.Error, // the reader decides; silently starting over would repeat or lose records
                AllowAutoCreateTopics = false,
                IsolationLevel = IsolationLevel.ReadCommitted,
                FetchWaitMaxMs = Milliseconds(_kafka.FetchWait),
                FetchMaxBytes = Math.Max(16 * MiB, MaxMessageBytes),
                ReceiveMessageMaxBytes = Math.Max(16 * MiB, MaxMessageBytes) + MiB,
                QueuedMaxMessagesKbytes = 16 << 10,
                CheckCrcs = true,
                ConsumeResultFields = "timestamp",
            },
            name))
        .SetKeyDeserializer(key)
        .SetValueDeserializer(value)
        .SetErrorHandler((_, error) =>
        {
            Report(name, error);
            onError(error);
        })
        .SetLogHandler((_, message) => Trace(name, message))
        .Build();

    /// <summary>A consumer used only for group membership: the store keeps the offsets, readers fetch.</summary>
    public IConsumer<Ignore, Ignore> Member(
        string group, Action<IReadOnlyList<TopicPartition>> assigned, Action<IReadOnlyList<TopicPartition>> revoked,
        Action<IReadOnlyList<TopicPartition>> lost) =>
        new ConsumerBuilder<Ignore, Ignore>(Secured(
            new ConsumerConfig
            {
                GroupId = _kafka.TopicPrefix + group,
                PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
                EnableAutoCommit = false,
                EnableAutoOffsetStore = false,
                AutoOffsetReset = AutoOffsetReset.Latest,
                AllowAutoCreateTopics = false,
                SessionTimeoutMs = Milliseconds(_kafka.SessionTimeout),
                HeartbeatIntervalMs = Milliseconds(_kafka.SessionTimeout / 4),
                MaxPollIntervalMs = Milliseconds(_kafka.RevocationTimeout),
                QueuedMinMessages = 1,
                QueuedMaxMessagesKbytes = 1,
            },
            group))
        .SetPartitionsAssignedHandler((_, partitions) =>
        {
            assigned(partitions);
            return partitions.Select(p => new TopicPartitionOffset(p, Offset.End)); // paused before anything is fetched
        })
        .SetPartitionsRevokedHandler((_, partitions) => revoked([.. partitions.Select(p => p.TopicPartition)]))
        .SetPartitionsLostHandler((_, partitions) => lost([.. partitions.Select(p => p.TopicPartition)]))
        .SetErrorHandler((_, error) => Report(group, error))
        .SetLogHandler((_, message) => Trace(group, message))
        .Build();

    private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;

    private T Secured<T>(T config, string name)
        where T : ClientConfig
    {
        config.BootstrapServers = _kafka.BootstrapServers;
        config.ClientId = "maintenance-" + name;
        config.SecurityProtocol = _kafka.Security switch
        {
            KafkaSecurity.Tls => SecurityProtocol.Ssl,
            KafkaSecurity.SaslTls => SecurityProtocol.SaslSsl,
            KafkaSecurity.SaslPlaintext => SecurityProtocol.SaslPlaintext,
            _ => SecurityProtocol.Plaintext,
        };
        config.SslCaLocation = _kafka.CaFile;
        config.SslCertificateLocation = _kafka.CertificateFile;
        config.SslKeyLocation = _kafka.KeyFile;
        config.SslKeyPassword = Secret(_kafka.KeyPasswordFile);
        if (_kafka.Security is KafkaSecurity.SaslTls or KafkaSecurity.SaslPlaintext)
        {
            config.SaslMechanism = _kafka.SaslMechanism switch
            {
                KafkaSasl.Plain => SaslMechanism.Plain,
                KafkaSasl.ScramSha256 => SaslMechanism.ScramSha256,
                _ => SaslMechanism.ScramSha512,
            };
            config.SaslUsername = _kafka.SaslUsername;
            config.SaslPassword = Secret(_kafka.SaslPasswordFile);
        }
        config.SocketTimeoutMs = Milliseconds(_kafka.RequestTimeout);
        config.SocketNagleDisable = true;
        config.MessageMaxBytes = MaxMessageBytes;
        config.ReconnectBackoffMs = 50;
        config.ReconnectBackoffMaxMs = 1000;
        return config;
    }

    private static string? Secret(string? file) => file is null ? null : File.ReadAllText(file).TrimEnd('\r', '\n');

    private void Report(string client, Error error)
    {
        if (error.IsFatal)
        {
            KafkaLogMessages.Fatal(logger, client, error.Reason, error.Code.ToString());
            return;
        }
        // "All brokers down" is redundant with the error reported for each.
        var now = clock.GetTimestamp();
        var isNew = error.Code != ErrorCode.Local_AllBrokersDown
            && (!_reported.TryGetValue(client, out var last) || clock.GetElapsedTime(last, now) > ReportInterval);
        if (isNew)
        {
            _reported[client] = now;
            KafkaLogMessages.Degraded(logger, client, error.Reason, error.Code.ToString());
        }
        else
        {
            KafkaLogMessages.Native(logger, client, error.Code.ToString(), error.Reason);
        }
    }

    private void Trace(string client, LogMessage message) => KafkaLogMessages.Native(logger, client, message.Facility, message.Message);
}
