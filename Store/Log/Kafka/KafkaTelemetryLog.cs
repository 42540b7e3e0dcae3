using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// The telemetry log on a Kafka cluster. Guarantees are those of <see cref="ITelemetryLog"/>; durable means: on every in-sync replica.
/// <para>Failure: losing a broker or leader delays appends and reads but loses nothing. A caller that waits longer than
/// <see cref="KafkaLogOptions.DeliveryTimeout"/> gets a transient error; the records stay with the producer and reach the log when the
/// brokers are back. A fatal producer error fails every later append: the process must be restarted.</para>
/// </summary>
internal sealed class KafkaTelemetryLog : ITelemetryLog
{
    private const int MaxKeyBytes = 256;

    private readonly TelemetryLogOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly KafkaClients _clients;
    private readonly IProducer<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> _producer;
    private readonly IConsumer<int, int> _watermarks;
    private readonly FrozenDictionary<string, KafkaPartition[]> _topics;
    private readonly KafkaLogMeter _meter;
    private readonly IAdminClient _admin;
    // one record per batch, for records that were refused together
    private readonly Lazy<IProducer<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> _single;
    private readonly ConcurrentDictionary<string, string> _topicIds = new(StringComparer.Ordinal);
    private int _disposed;

    private KafkaTelemetryLog(TelemetryLogOptions options, TimeProvider clock, ILogger logger, KafkaClients clients, int? batchBytes)
    {
        (_options, _clock, _logger, _clients) = (options, clock, logger, clients);
        _producer = clients.Producer(batchBytes);
        _single = new(clients.SingleProducer);
        _admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        _watermarks = clients.Reader("watermarks", new ScratchDeserializer(), new ScratchDeserializer(), _ => { });
        _topics = options.Partitions.ToFrozenDictionary(
            topic => topic.Key,
            topic => Enumerable.Range(0, topic.Value)
                .Select(p => new KafkaPartition(topic.Key, new TopicPartition(options.Kafka.TopicPrefix + topic.Key, p), _producer,
                    options.MaxBytesInFlight, options.Kafka.DeliveryTimeout, clock)).ToArray(),
            StringComparer.Ordinal);
        _meter = new KafkaLogMeter([.. _topics.Values.SelectMany(p => p)]);
    }

    /// <summary>Connects to the cluster, creates missing topics, and fetches the end of each partition.</summary>
    /// <exception cref="LogException">The cluster does not respond, or its topics have other partition counts.</exception>
    public static KafkaTelemetryLog Open(TelemetryLogOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<KafkaTelemetryLog>();
        var clients = new KafkaClients(options, clock, logger);
        using var admin = clients.Admin();
        KafkaTopics.Ensure(admin, options, logger);
        var settings = KafkaTopicSettings.Read(admin, options, logger);
        var log = new KafkaTelemetryLog(options, clock, logger, clients, settings);
        try
        {
            log.FetchEnds(admin);
        }
        catch
        {
            log.Close();
            throw;
        }
        KafkaLogMessages.Opened(logger, options.Kafka.BootstrapServers, log._topics.Count, log._topics.Values.Sum(p => p.Length));
        return log;
    }

    /// <inheritdoc/>
    public int PartitionCount(string topic) => Find(topic).Length;

    /// <inheritdoc/>
    public ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken)
    {
        var partition = Route(topic, key, value);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<LogPosition>(cancellationToken)
            : partition.AppendAsync(key, value, NowUnixMs(), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken)
    {
        var scope = new BatchScope();
        for (var i = 0; i < batch.Count; i++)
        {
            var (key, value) = (batch.Key(i), batch.Value(i));
            if (value.Length > _options.MaxRecordBytes) batch.Refuse(i, _options.RecordTooLarge(value.Length));
            else await Route(batch.Topic(i), key, value).EnqueueAsync(key, value, NowUnixMs(), scope.Enter(), i, cancellationToken);
        }
        try
        {
            await scope.Close().WaitAsync(_options.Kafka.DeliveryTimeout, _clock, cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new LogException("The Kafka brokers did not accept all records of a batch "
                + $"within {_options.Kafka.DeliveryTimeout.TotalSeconds} s (Log:Kafka:DeliveryTimeout).", isTransient: true, error);
        }
        foreach (var i in scope.Refused) await AppendAloneAsync(batch, i, cancellationToken);
    }

    /// <inheritdoc/>
    public ILogReader OpenReader(string topic, int partition, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ThrowIfDisposed();
        var found = Find(topic, partition);
        return KafkaReader.Open(found, _clients, _options.Kafka.RequestTimeout, _logger, Watermarks(found), offset);
    }

    /// <inheritdoc/>
    public long BeginningOffset(string topic, int partition) => Watermarks(Find(topic, partition)).Low.Value;

    /// <inheritdoc/>
    public long HighWatermark(string topic, int partition)
    {
        var found = Find(topic, partition);
        return Math.Max(found.KnownEnd, Watermarks(found).High.Value);
    }

    /// <inheritdoc/>
    public LogLineage Lineage(string topic, int partition)
    {
        ThrowIfDisposed();
        var id = KafkaTopics.IdOf(_admin, Find(topic, partition).Id.Topic, _options.Kafka.RequestTimeout);
        if (id is null) return LogLineage.Unknown;
        if (_topicIds.TryGetValue(topic, out var before) && before != id)
            foreach (var made in Find(topic)) made.ForgetEnd(); // the topic was recreated, so the old one's end is meaningless
        _topicIds[topic] = id;
        return LogLineage.Of(new LogSpan(id, 0));
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        var kafkaTopic = Find(topic)[0].Id.Topic;
        return ValueTask.FromResult<IAsyncDisposable>(new KafkaGroupMembership(_clients, topic, kafkaTopic, group, listener, _logger));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await Task.Run(FlushAndClose); // the client's calls block
    }

    // Brokers refuse a producer's batch as a whole, even for a single record in it from another sender.
    private async Task AppendAloneAsync(IAppendBatch batch, int index, CancellationToken cancellationToken)
    {
        var partition = Route(batch.Topic(index), batch.Key(index), batch.Value(index));
        try
        {
            var message = new Message<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>
            {
                Key = batch.Key(index),
                Value = batch.Value(index),
                Timestamp = new Timestamp(NowUnixMs(), TimestampType.CreateTime),
            };
            var taken = await _single.Value.ProduceAsync(partition.Id, message, cancellationToken)
                .WaitAsync(_options.Kafka.DeliveryTimeout, _clock, cancellationToken);
            partition.Reached(taken.Offset.Value + 1);
        }
        catch (ProduceException<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> error) when (KafkaErrors.IsRefusal(error.Error))
        {
            batch.Refuse(index, $"Kafka topic {partition.Id.Topic} does not accept a record of {batch.Value(index).Length} "
                + $"bytes: {error.Error.Reason} ({error.Error.Code}).");
        }
        catch (KafkaException error)
        {
            throw error.ToLogException($"A record for Kafka topic {partition.Id.Topic}, partition {partition.Id.Partition.Value} was not "
                + "accepted");
        }
        catch (TimeoutException error)
        {
            throw new LogException($"No broker accepted a record for Kafka topic {partition.Id.Topic} "
                + $"within {_options.Kafka.DeliveryTimeout.TotalSeconds} s (Log:Kafka:DeliveryTimeout).", isTransient: true, error);
        }
    }

    private void FlushAndClose()
    {
        // Each completed record admits waiting ones.
        var begun = Stopwatch.GetTimestamp();
        while (Pending() > 0 && Stopwatch.GetElapsedTime(begun) < _options.Kafka.DeliveryTimeout)
            _producer.Flush(TimeSpan.FromMilliseconds(100));
        if (Pending() is > 0 and var lost) KafkaLogMessages.NotFlushed(_logger, lost);
        Close();
    }

    private void Close()
    {
        _meter.Dispose();
        _admin.Dispose();
        if (_single.IsValueCreated) _single.Value.Dispose();
        _producer.Dispose();
        _watermarks.Dispose();
    }

    private int Pending() => _topics.Values.Sum(t => t.Sum(p => p.Pending));

    private void FetchEnds(IAdminClient admin)
    {
        try
        {
            var ends = admin.ListOffsetsAsync(
                _topics.Values.SelectMany(t => t)
                    .Select(p => new TopicPartitionOffsetSpec { TopicPartition = p.Id, OffsetSpec = OffsetSpec.Latest() }),
                // opening is synchronous
                new ListOffsetsOptions { RequestTimeout = _options.Kafka.RequestTimeout }).GetAwaiter().GetResult();
            var byId = _topics.Values.SelectMany(t => t).ToDictionary(p => p.Id);
            foreach (var end in ends.ResultInfos)
                byId[end.TopicPartitionOffsetError.TopicPartition].Reached(end.TopicPartitionOffsetError.Offset.Value);
        }
        catch (KafkaException error)
        {
            throw error.ToLogException("The end offsets of the log's Kafka partitions cannot be read");
        }
    }

    private WatermarkOffsets Watermarks(KafkaPartition partition)
    {
        ThrowIfDisposed();
        try
        {
            return _watermarks.QueryWatermarkOffsets(partition.Id, _options.Kafka.RequestTimeout);
        }
        catch (KafkaException error)
        {
            throw error.ToLogException($"Kafka did not return the offsets of topic {partition.Id.Topic}, "
                + $"partition {partition.Id.Partition.Value}");
        }
    }

    private long NowUnixMs() => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private KafkaPartition Route(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        ThrowIfDisposed();
        var partitions = Find(topic);
        if (key.Length is 0 or > MaxKeyBytes) throw new ArgumentException($"A key needs 1-{MaxKeyBytes} bytes, this "
            + $"one has {key.Length}.", nameof(key));
        if (value.Length > _options.MaxRecordBytes)
            throw new ArgumentException(_options.RecordTooLarge(value.Length), nameof(value));
        return partitions[Murmur2.Partition(key.Span, partitions.Length)];
    }

    private KafkaPartition[] Find(string topic) => _topics.TryGetValue(topic, out var found)
        ? found
        : throw new ArgumentException($"There is no topic '{topic}'; Log:Partitions "
            + $"has {string.Join(", ", _topics.Keys.Order(StringComparer.Ordinal))}.", nameof(topic));

    private KafkaPartition Find(string topic, int partition)
    {
        var partitions = Find(topic);
        return (uint)partition < (uint)partitions.Length
            ? partitions[partition]
            : throw new ArgumentOutOfRangeException(nameof(partition), partition,
                $"Topic {topic} has partitions 0-{partitions.Length - 1}.");
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, typeof(ITelemetryLog));
}
