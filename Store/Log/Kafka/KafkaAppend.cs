using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <summary>One record on its way: waiting before its partition's gate, then with the producer.</summary>
internal sealed class KafkaAppend(KafkaPartition partition, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, long timestampUnixMs)
{
    // What the producer adds of its own per record, so that a flood of tiny records is bounded as well.
    private const int Overhead = 128;

    public ReadOnlyMemory<byte> Key { get; private set; } = key;

    public ReadOnlyMemory<byte> Value { get; private set; } = value;

    public long TimestampUnixMs { get; } = timestampUnixMs;

    public int Bytes { get; } = key.Length + value.Length + Overhead;

    /// <summary>Who waits for it to be durable; null for a record of a batch.</summary>
    public TaskCompletionSource<LogPosition>? Durable { get; init; }

    /// <summary>Who waits for it to be let in; null once it was, or when nobody had to wait.</summary>
    public TaskCompletionSource? Admitted { get; set; }

    /// <summary>The batch it belongs to; null for a single append.</summary>
    public BatchScope? Batch { get; init; }

    /// <summary>Which record of its batch it is.</summary>
    public int Index { get; init; }

    /// <summary>Its caller gave up while it waited before the gate: it is not sent.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>True while it waits before the gate.</summary>
    public bool IsWaiting { get; set; }

    public void Abandon()
    {
        IsAbandoned = true;
        ReleaseBytes();
    }

    /// <summary>Keeps own copies, for a caller that gets its task back before the producer has copied.</summary>
    public void CopyBytes() => (Key, Value) = (Key.ToArray(), Value.ToArray());

    /// <summary>The producer has its copy.</summary>
    public void ReleaseBytes() => (Key, Value) = (default, default);

    /// <summary>The producer's report; called on its own thread.</summary>
    public void OnDelivered(DeliveryReport<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> report) =>
        partition.Delivered(this, report.Error, report.Offset.Value);
}
