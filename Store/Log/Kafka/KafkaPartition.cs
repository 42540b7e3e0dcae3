using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// The write side of one partition: a gate in bytes before the producer, first come first served, so that call order is the
/// order of offsets. Threading: any; the lock is held while the producer copies a record, never while a broker is awaited.
/// Failure: while no broker accepts records they stay with the producer and callers time out after <c>Log:Kafka:DeliveryTimeout</c>; a
/// record that brokers refuse permanently fails its own append, or is reported to its batch, and those behind it continue.
/// </summary>
internal sealed class KafkaPartition(
    string topic, TopicPartition id, IProducer<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> producer, long maxBytesInFlight,
    TimeSpan timeout, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<KafkaAppend> _waiting = new();
    private long _bytesInFlight;
    private int _recordsInFlight;
    private long _end;
    private long _delivered;
    private long _records;

    /// <summary>The topic name without prefix.</summary>
    public string Topic => topic;

    public TopicPartition Id => id;

    /// <summary>The highest known end of the partition: from the brokers at opening, and from acknowledged appends.</summary>
    public long KnownEnd => Volatile.Read(ref _end);

    public long RecordsAppended => Volatile.Read(ref _records);

    public long BytesInFlight => Volatile.Read(ref _bytesInFlight);

    /// <summary>Records waiting or in flight.</summary>
    public int Pending
    {
        get
        {
            lock (_lock) return _recordsInFlight + _waiting.Count;
        }
    }

    public void Reached(long end)
    {
        lock (_lock) _end = Math.Max(_end, end);
    }

    /// <summary>Resets the known end because the topic was recreated.</summary>
    public void ForgetEnd()
    {
        lock (_lock) _end = 0;
    }

    /// <summary>Appends one record and completes when it is durable.</summary>
    public async ValueTask<LogPosition> AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, long timestampUnixMs,
        CancellationToken cancellationToken)
    {
        var durable = new TaskCompletionSource<LogPosition>(TaskCreationOptions.RunContinuationsAsynchronously);
        var append = new KafkaAppend(this, key, value, timestampUnixMs) { Durable = durable };
        lock (_lock)
        {
            if (HasRoom(append)) Produce(append);
            else Wait(append);
        }
        await WaitAsync(append, durable.Task, cancellationToken);
        return await durable.Task;
    }

    /// <summary>Queues a record of a batch whose scope it has already entered; completes when the producer has the record.</summary>
    public ValueTask EnqueueAsync(
        ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, long timestampUnixMs, BatchScope batch, int index,
        CancellationToken cancellationToken)
    {
        var append = new KafkaAppend(this, key, value, timestampUnixMs) { Batch = batch, Index = index };
        lock (_lock)
        {
            if (HasRoom(append))
            {
                Produce(append);
                return ValueTask.CompletedTask;
            }
            append.Admitted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Wait(append);
        }
        return new(WaitAsync(append, append.Admitted.Task, cancellationToken));
    }

    /// <summary>Called by the producer when a record is durable or abandoned.</summary>
    public void Delivered(KafkaAppend append, Error error, long offset)
    {
        lock (_lock)
        {
            _bytesInFlight -= append.Bytes;
            _recordsInFlight--;
            if (!error.IsError)
            {
                // Offsets of one producer ascend: a lower one means that the topic was recreated.
                _end = offset >= 0 && offset < _delivered ? offset + 1 : Math.Max(_end, offset + 1);
                _delivered = offset;
                _records++;
            }
            while (_waiting.TryPeek(out var next) && (next.IsAbandoned || Fits(next)))
            {
                _waiting.Dequeue();
                if (next.IsAbandoned) continue;
                next.IsWaiting = false;
                Produce(next);
                next.Admitted?.SetResult();
            }
        }
        Complete(append, error, offset);
    }

    private bool HasRoom(KafkaAppend append) => _waiting.Count == 0 && Fits(append);

    // One record is always admitted, whatever its size.
    private bool Fits(KafkaAppend append) => _recordsInFlight == 0 || _bytesInFlight + append.Bytes <= maxBytesInFlight;

    private void Wait(KafkaAppend append)
    {
        append.CopyBytes();
        append.IsWaiting = true;
        _waiting.Enqueue(append);
    }

    private async Task WaitAsync(KafkaAppend append, Task done, CancellationToken cancellationToken)
    {
        try
        {
            await done.WaitAsync(timeout, clock, cancellationToken);
        }
        catch (TimeoutException error)
        {
            Abandon(append);
            throw new LogException(
                $"No broker accepted a record for Kafka topic {id.Topic}, partition {id.Partition.Value} within {timeout.TotalSeconds} s "
                    + "(Log:Kafka:DeliveryTimeout).",
                isTransient: true, error);
        }
        catch (OperationCanceledException)
        {
            Abandon(append);
            throw;
        }
    }

    // Callers retry: abandoned records must not pile up at the gate. Records the producer has stay in flight.
    private void Abandon(KafkaAppend append)
    {
        lock (_lock)
        {
            if (!append.IsWaiting || append.IsAbandoned) return;
            append.Abandon();
            while (_waiting.TryPeek(out var head) && head.IsAbandoned) _waiting.Dequeue();
        }
        append.Batch?.Leave();
    }

    private void Produce(KafkaAppend append)
    {
        _bytesInFlight += append.Bytes;
        _recordsInFlight++;
        try
        {
            producer.Produce(
                id,
                new Message<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>
                {
                    Key = append.Key,
                    Value = append.Value,
                    Timestamp = new Timestamp(append.TimestampUnixMs, TimestampType.CreateTime),
                },
                append.OnDelivered);
        }
        catch (KafkaException error)
        {
            _bytesInFlight -= append.Bytes;
            _recordsInFlight--;
            Complete(append, error.Error, offset: -1);
        }
        append.ReleaseBytes();
    }

    private void Complete(KafkaAppend append, Error error, long offset)
    {
        if (error.IsError)
        {
            var failure = error.ToLogException($"A record for Kafka topic {id.Topic}, partition {id.Partition.Value}, was not accepted");
            append.Durable?.SetException(failure);
            append.Batch?.Failed(append.Index, error, failure);
        }
        else
        {
            append.Durable?.SetResult(new LogPosition(id.Partition.Value, offset, offset + 1));
        }
        append.Batch?.Leave();
    }
}
