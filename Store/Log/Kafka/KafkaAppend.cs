using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <summary>One record in flight: waiting at its partition's gate, then with the producer.</summary>
internal sealed class KafkaAppend(KafkaPartition partition, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, long timestampUnixMs)
{
    // The producer's own overhead per record, so that a flood of tiny records is bounded too.
    private const int Overhead = 128;

    public ReadOnlyMemory<byte> Key { get; private set; } = key;

    public ReadOnlyMemory<byte> Value { get; private set; } = value;

    public long TimestampUnixMs { get; } = timestampUnixMs;

    public int Bytes { get; } = key.Length + value.Length + Overhead;

    /// <summary>Completes when it is durable; null for a record of a batch.</summary>
    public TaskCompletionSource<LogPosition>? Durable { get; init; }

    /// <summary>Completes when it is admitted; null once admitted, or if it did not have to wait.</summary>
    public TaskCompletionSource? Admitted { get; set; }

    /// <summary>The batch it belongs to; null for a single append.</summary>
    public BatchScope? Batch { get; init; }

    /// <summary>Index of the record in its batch.</summary>
    public int Index { get; init; }

    /// <summary>Its caller gave up while it waited at the gate: it is not sent.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>True while it waits at the gate.</summary>
    public bool IsWaiting { get; set; }

    public void Abandon()
    {
        IsAbandoned = true;
        ReleaseBytes();
    }

    /// <summary>Copies the bytes, for a caller that gets its task back before the producer has copied.</summary>
    public void CopyBytes() => (Key, Value) = (Key.ToArray(), Value.ToArray());

    /// <summary>The producer has its copy.</summary>
    public void ReleaseBytes() => (Key, Value) = (default, default);

    /// <summary>The producer's delivery report; called on its own thread.</summary>
    public void OnDelivered(DeliveryReport<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> report) =>
        partition.Delivered(this, report.Error, report.Offset.Value);
}
