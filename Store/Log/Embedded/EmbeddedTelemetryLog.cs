using System.Collections.Frozen;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// The telemetry log in this process: one FasterLog per partition under <c>&lt;data&gt;/log/&lt;topic&gt;/&lt;partition&gt;</c>.
/// Guarantees are those of <see cref="ITelemetryLog"/>; the basis of "durable" is described in <c>docs/formats/embedded-log.md</c>.
/// </summary>
internal sealed class EmbeddedTelemetryLog : ITelemetryLog
{
    private const int MaxKeyBytes = 256;

    private readonly TelemetryLogOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly DirectoryLock _lock;
    private readonly FrozenDictionary<string, LogTopic> _topics;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _retention;
    private readonly TelemetryLogMeter _meter;
    private int _disposed;

    private EmbeddedTelemetryLog(TelemetryLogOptions options, TimeProvider clock, ILogger logger, DirectoryLock directoryLock,
        IEnumerable<LogTopic> topics)
    {
        _options = options;
        _clock = clock;
        _logger = logger;
        _lock = directoryLock;
        _topics = topics.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        _meter = new TelemetryLogMeter([.. _topics.Values]);
        _retention = Task.Run(RunRetentionAsync);
    }

    /// <summary>Opens the log, recovering or creating every partition.</summary>
    /// <exception cref="LogException">In use, damaged, or created with other partition counts.</exception>
    public static EmbeddedTelemetryLog Open(TelemetryLogOptions options, ISegmentStorage storage, TimeProvider clock,
        ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<EmbeddedTelemetryLog>();
        var root = Path.GetFullPath(Path.Combine(options.DataDirectory, "log"));
        var directoryLock = DirectoryLock.Take(root);
        var opened = new List<LogPartition>();
        try
        {
            var operations = new AppendOperationPool();
            var topics = options.Partitions.Select(t =>
                OpenTopic(t.Key, t.Value, root, options, storage, operations, clock, logger, opened)).ToList();
            EmbeddedLogMessages.Opened(logger, root, topics.Count, opened.Count, options.Fsync);
            return new EmbeddedTelemetryLog(options, clock, logger, directoryLock, topics);
        }
        catch
        {
            // nothing is queued: returns at once
            foreach (var partition in opened) partition.DisposeAsync().AsTask().GetAwaiter().GetResult();
            directoryLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string? Complaint => _topics.Values.SelectMany(t => t.Partitions).Select(p => p.Complaint).FirstOrDefault(c => c is not null);

    /// <inheritdoc/>
    public int PartitionCount(string topic) => Find(topic).Partitions.Length;

    /// <inheritdoc/>
    public ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken) =>
        Route(topic, key, value).AppendAsync(key, value, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var value = batch.Value(i);
            if (value.Length > _options.MaxRecordBytes) batch.Refuse(i, _options.RecordTooLarge(value.Length));
            else await Route(batch.Topic(i), batch.Key(i), value).EnqueueAsync(batch.Key(i), value, cancellationToken);
        }
        ThrowIfDisposed();
        // All at once: each partition's commit runs on its own thread.
        var flushes = new List<Task>();
        foreach (var topic in _topics.Values)
        {
            foreach (var partition in topic.Partitions) flushes.Add(partition.FlushAsync(cancellationToken).AsTask());
        }
        await Task.WhenAll(flushes);
    }

    /// <inheritdoc/>
    public ILogReader OpenReader(string topic, int partition, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ThrowIfDisposed();
        return Find(topic, partition).OpenReader(offset);
    }

    /// <inheritdoc/>
    public long BeginningOffset(string topic, int partition) => Find(topic, partition).BeginningOffset;

    /// <inheritdoc/>
    public long HighWatermark(string topic, int partition) => Find(topic, partition).DurableUntil;

    /// <inheritdoc/>
    public LogLineage Lineage(string topic, int partition) => Find(topic, partition).Lineage;

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        int[] partitions = [.. Enumerable.Range(0, PartitionCount(topic))];
        await listener.OnAssignedAsync(partitions);
        return new GroupMembership(listener, partitions);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stopping.CancelAsync();
        await _retention;
        _meter.Dispose();
        await Task.WhenAll(_topics.Values.SelectMany(t => t.Partitions).Select(p => p.DisposeAsync().AsTask()));
        _stopping.Dispose();
        _lock.Dispose();
    }

    /// <summary>Applies retention now; otherwise it runs every <see cref="TelemetryLogOptions.RetentionCheckInterval"/>.</summary>
    internal void ApplyRetention()
    {
        var cutoff = UnixMicros.Of(_clock.GetUtcNow() - _options.RetentionAge);
        foreach (var (topic, partition) in _topics.Values.SelectMany(t => t.Partitions.Select(p => (t.Name, p))))
        {
            try
            {
                partition.ApplyRetention(_options.RetentionBytesOf(topic), cutoff);
            }
            catch (Exception error) when (error is LogException or IOException or UnauthorizedAccessException)
            {
                EmbeddedLogMessages.RetentionFailed(_logger, partition.Settings.Name, error);
            }
        }
    }

    private static LogTopic OpenTopic(
        string topic, int count, string root, TelemetryLogOptions options, ISegmentStorage storage,
        AppendOperationPool operations, TimeProvider clock, ILogger logger, List<LogPartition> opened)
    {
        var directory = Path.Combine(root, topic);
        var descriptor = TopicDescriptor.ReadOrCreate(topic, directory, count, options.SegmentBytes);
        if (descriptor.SegmentBytes != options.SegmentBytes)
            EmbeddedLogMessages.SegmentBytesKept(logger, topic, descriptor.SegmentBytes, options.SegmentBytes);
        var partitions = new LogPartition[count];
        for (var i = 0; i < count; i++)
        {
            var settings = new PartitionSettings(
                topic, i, Path.Combine(directory, i.ToString()), descriptor.SegmentBytes, options.MaxBytesInFlight, options.CommitInterval,
                options.Fsync);
            partitions[i] = LogPartition.Open(settings, storage, operations, clock, logger);
            opened.Add(partitions[i]);
        }
        return new LogTopic(topic, partitions);
    }

    private LogPartition Route(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        var partitions = Find(topic).Partitions;
        if (key.Length is 0 or > MaxKeyBytes) throw new ArgumentException($"A key needs 1-{MaxKeyBytes} bytes, this "
            + $"one has {key.Length}.", nameof(key));
        if (value.Length > _options.MaxRecordBytes)
            throw new ArgumentException(_options.RecordTooLarge(value.Length), nameof(value));
        return partitions[Murmur2.Partition(key.Span, partitions.Length)];
    }

    private LogTopic Find(string topic) => _topics.TryGetValue(topic, out var found)
        ? found
        : throw new ArgumentException($"There is no topic '{topic}'; Log:Partitions "
            + $"has {string.Join(", ", _topics.Keys.Order(StringComparer.Ordinal))}.", nameof(topic));

    private LogPartition Find(string topic, int partition)
    {
        var partitions = Find(topic).Partitions;
        return (uint)partition < (uint)partitions.Length
            ? partitions[partition]
            : throw new ArgumentOutOfRangeException(nameof(partition), partition,
                $"Topic {topic} has partitions 0-{partitions.Length - 1}.");
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, typeof(ITelemetryLog));

    private async Task RunRetentionAsync()
    {
        using var timer = new PeriodicTimer(_options.RetentionCheckInterval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token)) ApplyRetention();
        }
        catch (OperationCanceledException)
        {
            // The log is closing.
        }
    }
}
