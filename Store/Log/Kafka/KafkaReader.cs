using System.Diagnostics;
using Confluent.Kafka;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// Reads one partition through a consumer of its own. A thread pumps records from the consumer into one batch while the caller drains
/// another; both are bounded. Threading: <see cref="Read"/> and <see cref="WaitAsync"/> belong to the caller, the consumer to the pump.
/// Failure: what passes by itself is told once by <see cref="Read"/> while the pump goes on; what does not is told for ever.
/// </summary>
internal sealed partial class KafkaReader : ILogReader
{
    private readonly KafkaPartition _partition;
    private readonly TimeSpan _patience;
    private readonly ILogger _logger;
    private readonly IConsumer<int, int> _consumer;
    private readonly ScratchDeserializer _key = new();
    private readonly ScratchDeserializer _value = new();
    private readonly Thread _pump;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _lock = new(); // a monitor: reader and pump wait for each other's progress
    private readonly long _wanted;

    private LogBatch _draining = new();
    private int _next;
    private LogBatch _filling = new();
    private long _pumped;      // everything before it was pumped; under the lock
    private long _position;
    private long _seenEnd;     // under the lock
    private LogException? _failure;
    private bool _failedForEver;
    private TaskCompletionSource? _waiter;
    private volatile bool _stopping;

    private KafkaReader(KafkaPartition partition, KafkaClients clients, TimeSpan patience, ILogger logger, WatermarkOffsets watermarks, long offset)
    {
        _partition = partition;
        _patience = patience;
        _logger = logger;
        _seenEnd = watermarks.High.Value;
        _wanted = Math.Max(offset, watermarks.Low.Value);
        _position = _wanted;
        _pumped = Math.Min(_wanted, _seenEnd);
        _consumer = clients.Reader($"reader {partition.Id.Topic}/{partition.Id.Partition.Value}", _key, _value, OnClientError);
        _consumer.Assign(new TopicPartitionOffset(partition.Id, _pumped));
        _pump = new Thread(Pump) { IsBackground = true, Name = $"kafka-reader {partition.Id.Topic}/{partition.Id.Partition.Value}" };
    }

    /// <inheritdoc/>
    public long Position => Volatile.Read(ref _position);

    public static KafkaReader Open(KafkaPartition partition, KafkaClients clients, TimeSpan patience, ILogger logger, WatermarkOffsets watermarks, long offset)
    {
        var reader = new KafkaReader(partition, clients, patience, logger, watermarks, offset);
        reader._pump.Start();
        return reader;
    }

    /// <inheritdoc/>
    public int Read(LogBatch into, int maxBytes)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        var added = 0;
        do
        {
            if (_next == _draining.Count && !Refill(giveUp: added > 0)) return added;
            into.Add(_draining.Offset(_next), _draining.TimestampUnixMicros(_next), _draining.Key(_next), _draining.Value(_next));
            Volatile.Write(ref _position, _draining.Offset(_next) + 1);
            _next++;
            added++;
        }
        while (into.Bytes < maxBytes);
        return added;
    }

    /// <inheritdoc/>
    public bool HasMore
    {
        get
        {
            if (_next < _draining.Count) return true;
            lock (_lock) return _filling.Count > 0;
        }
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_next < _draining.Count) return ValueTask.CompletedTask;
        lock (_lock)
        {
            if (_filling.Count > 0 || _failure is not null) return ValueTask.CompletedTask;
            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(_waiter.Task.WaitAsync(cancellationToken));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping) return;
        lock (_lock)
        {
            _stopping = true;
            Monitor.PulseAll(_lock);
        }
        await _stopped.Task;
    }

    // Takes over what the pump has filled; waits for it while the partition is known to reach further. False: caught up.
    private bool Refill(bool giveUp)
    {
        lock (_lock)
        {
            var waitingSince = Stopwatch.GetTimestamp();
            while (_filling.Count == 0)
            {
                if (_failure is { } failure)
                {
                    if (giveUp) return false; // what was read goes out first, the failure with the next call
                    if (!_failedForEver) _failure = null;
                    throw new LogException(failure.Message, failure.IsTransient, failure);
                }
                if (_pumped > _position) Volatile.Write(ref _position, _pumped); // offsets without records: transaction marks
                if (_position >= Math.Max(_seenEnd, _partition.KnownEnd)) return false;
                var left = _patience - Stopwatch.GetElapsedTime(waitingSince);
                if (left > TimeSpan.Zero && Monitor.Wait(_lock, left)) continue;
                if (_filling.Count > 0) break;
                if (giveUp) return false;
                throw new LogException(
                    $"Kafka topic {_partition.Id.Topic}, partition {_partition.Id.Partition.Value} reaches offset {_partition.KnownEnd}, "
                    + $"and no broker gave the record at {_position} within {_patience.TotalSeconds} s (Log:Kafka:RequestTimeout).",
                    isTransient: true);
            }
            _draining.Clear();
            (_draining, _filling) = (_filling, _draining);
            _next = 0;
            Monitor.PulseAll(_lock);
            return true;
        }
    }
}
