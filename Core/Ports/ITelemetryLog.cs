using Maintenance.Core.Log;

namespace Maintenance.Core.Ports;

/// <summary>
/// The telemetry log: topics of partitions of records, in Kafka's words and with Kafka's semantics.
/// <para>Guarantees every engine keeps (and <c>Contracts.Tests</c> checks):</para>
/// <list type="number">
/// <item>A completed append survives kill -9 of the process; a failed or cancelled one may or may not be in the log.</item>
/// <item>Records of one key appended one after the other are read in that order; all go to the same partition, <c>murmur2(key)</c>.</item>
/// <item>Offsets of a partition ascend; a reader sees each retained record exactly once, whole, in offset order, never one that is not
/// durable.</item>
/// <item>Readers are independent: opening, lagging or dying affects neither writers nor other readers.</item>
/// <item>After a crash the log recovers without intervention, with every completed append and without torn records.</item>
/// </list>
/// Threading: all members may be called from any thread.
/// </summary>
public interface ITelemetryLog : IAsyncDisposable
{
    /// <summary>
    /// For health checks: null while the log takes records, as far as it knows without trying; otherwise a sentence saying what is wrong.
    /// </summary>
    string? Complaint => null;

    /// <summary>Number of partitions of a topic, ≥ 1, fixed for the life of the topic.</summary>
    int PartitionCount(string topic);

    /// <summary>
    /// Appends one record and completes when it is durable. Back-pressure: waits while too many bytes are in flight.
    /// </summary>
    /// <param name="topic">One of <see cref="Topics"/>.</param>
    /// <param name="key">Key that chooses the partition; 1–256 bytes. Copied before the method returns its task.</param>
    /// <param name="value">Record, up to <c>MaxRecordBytes</c> of the options. Copied before the method returns its task.</param>
    /// <param name="cancellationToken">Stops waiting; the record may still become durable.</param>
    /// <returns>Position of the record.</returns>
    /// <exception cref="ArgumentException">Unknown topic, key or value outside its limits.</exception>
    /// <exception cref="LogException">The log cannot take the record (disk full, broker unavailable);
    /// <see cref="LogException.IsTransient"/> says whether to retry.</exception>
    ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken);

    /// <summary>
    /// Appends one sender's records and completes when each is durable or permanently refused (<see cref="IAppendBatch.Refuse"/>): larger
    /// than
    /// <c>MaxRecordBytes</c>, or than its topic allows, or breaking another broker rule. A refused record fails alone. Records of a key
    /// keep their order, except that those the brokers accepted only when retried singly may come later.
    /// </summary>
    /// <exception cref="ArgumentException">Unknown topic, or a key outside its limits.</exception>
    /// <exception cref="LogException">Some may not be durable; the same batch may be appended again.</exception>
    ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken);

    /// <summary>Opens an independent reader of one partition at an offset.</summary>
    /// <param name="topic">Topic.</param>
    /// <param name="partition">0 … <see cref="PartitionCount"/> − 1.</param>
    /// <param name="offset">First offset to read; one before <see cref="BeginningOffset"/> starts there (the reader's
    /// <see cref="ILogReader.Position"/> says where), one past the end waits for it.</param>
    ILogReader OpenReader(string topic, int partition, long offset);

    /// <summary>First retained offset.</summary>
    long BeginningOffset(string topic, int partition);

    /// <summary>Offset after the last durable record; lag of a reader = this − its position (offsets need not be dense).</summary>
    long HighWatermark(string topic, int partition);

    /// <summary>
    /// Identity of this partition's log, so that offsets stored elsewhere are not applied to a different log. Embedded: gains a span
    /// whenever the log is reopened or truncated, and restarts when the partition is recreated. Kafka: the topic id.
    /// <see cref="LogLineage.Unknown"/> where the brokers do not provide it. Asks the brokers on each call.
    /// </summary>
    /// <exception cref="LogException">The brokers do not answer.</exception>
    LogLineage Lineage(string topic, int partition);

    /// <summary>
    /// Joins a consumer group. The listener receives the partitions this process owns, at once and on every change; the embedded engine
    /// assigns all of them permanently. Disposing leaves the group, after the listener's revocation.
    /// </summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken);
}
