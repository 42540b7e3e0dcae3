using Maintenance.Core.Log;

namespace Maintenance.Core.Ports;

/// <summary>
/// The telemetry log: topics of partitions of records, in Kafka's words and with Kafka's semantics.
/// <para>Guarantees every engine keeps (and <c>Contracts.Tests</c> checks):</para>
/// <list type="number">
/// <item>An append that completed survives kill -9 of the process; one that failed or was cancelled may or may not be in the log.</item>
/// <item>Records of one key appended one after the other are read in that order; all have the same partition, <c>murmur2(key)</c>.</item>
/// <item>Offsets of a partition ascend; a reader sees each retained record exactly once, whole, in offset order, never one that is not
/// durable.</item>
/// <item>Readers are independent: opening, lagging or dying affects neither writers nor other readers.</item>
/// <item>After a crash the log opens by itself, with every completed append and without torn records.</item>
/// </list>
/// Threading: all members may be called from any thread.
/// </summary>
public interface ITelemetryLog : IAsyncDisposable
{
    /// <summary>Number of partitions of a topic, ≥ 1, fixed for the life of the topic.</summary>
    int PartitionCount(string topic);

    /// <summary>
    /// Appends one record and completes when it is durable. Back-pressure: waits while too many bytes are in flight.
    /// </summary>
    /// <param name="topic">One of <see cref="Topics"/>.</param>
    /// <param name="key">Key that chooses the partition; 1–256 bytes. Copied before the method returns its task.</param>
    /// <param name="value">Record, up to <c>MaxRecordBytes</c> of the options. Copied before the method returns its task.</param>
    /// <param name="cancellationToken">Stops waiting; the record may still become durable.</param>
    /// <returns>Where the record stands.</returns>
    /// <exception cref="ArgumentException">Unknown topic, key or value outside its limits.</exception>
    /// <exception cref="LogException">The log cannot take the record (disk full, broker away); <see cref="LogException.IsTransient"/> says
    /// whether to retry.</exception>
    ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken);

    /// <summary>
    /// Appends records of one sender and completes when each is durable or refused for good (<see cref="IAppendBatch.Refuse"/>): larger
    /// than
    /// <c>MaxRecordBytes</c>, or than its topic takes, or against another rule of the brokers about records. One that is refused fails
    /// alone. Records of a key keep their order, except that those the brokers took only when tried singly may come later.
    /// </summary>
    /// <exception cref="ArgumentException">Unknown topic, or a key outside its limits.</exception>
    /// <exception cref="LogException">Some may not be durable; the same batch may be appended again.</exception>
    ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken);

    /// <summary>Opens an independent reader of one partition at an offset.</summary>
    /// <param name="topic">Topic.</param>
    /// <param name="partition">0 … <see cref="PartitionCount"/> − 1.</param>
    /// <param name="offset">First offset wanted; an offset before <see cref="BeginningOffset"/> starts there (the reader's
    /// <see cref="ILogReader.Position"/> tells), one past the end waits.</param>
    ILogReader OpenReader(string topic, int partition, long offset);

    /// <summary>First retained offset.</summary>
    long BeginningOffset(string topic, int partition);

    /// <summary>Offset after the last durable record; lag of a reader = this − its position (offsets need not be dense).</summary>
    long HighWatermark(string topic, int partition);

    /// <summary>
    /// Which log this partition is, so that offsets kept elsewhere are not taken for places in another one. It gains a span when the log is
    /// opened again and whenever records were cut off its end, and begins anew with the partition (embedded); it is the topic's id (Kafka).
    /// <see cref="LogLineage.Unknown"/> where the brokers do not tell. Asked of the brokers anew at each call.
    /// </summary>
    /// <exception cref="LogException">The brokers do not answer.</exception>
    LogLineage Lineage(string topic, int partition);

    /// <summary>
    /// Joins a consumer group. The listener is told which partitions this process owns, at once and whenever that changes;
    /// the embedded engine assigns all of them for ever. Disposing leaves the group (the listener gets the revocation first).
    /// </summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken);
}
