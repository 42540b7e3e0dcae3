using System.Diagnostics;
using Confluent.Kafka;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// Pumps records of one partition from a consumer into a batch, which the reader swaps for an empty one, so it is at most one batch ahead.
/// <para>Failure: a transient error is thrown once by <see cref="Exchange"/> while the pump continues; a permanent one is thrown on
/// every call.</para>
/// <para>Threading: its own thread uses the consumer, from <see cref="Start"/> until <see cref="StopAsync"/>; the other members belong
/// to one reader.</para>
/// </summary>
internal sealed class KafkaPump
{
    // One batch's default arena: the pump is at most this and one record ahead of the reader.
    private const int MaxBytesAhead = 1 << 20;

    // How soon closing is noticed.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private readonly TopicPartition _id;
    private readonly string _name;
    private readonly TimeSpan _timeout;
    private readonly ILogger _logger;
    private readonly IConsumer<int, int> _consumer;
    private readonly ScratchDeserializer _key = new();
    private readonly ScratchDeserializer _value = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _lock = new(); // a monitor: reader and pump wait for each other
    private readonly long _wanted;

    private LogBatch _filling = new();
    private long _pumped;      // everything before it was pumped; under the lock
    private long _seenEnd;     // under the lock
    private LogException? _failure;
    private bool _failedPermanently;
    private TaskCompletionSource? _waiter;
    private volatile bool _stopping;

    public KafkaPump(TopicPartition id, KafkaClients clients, TimeSpan timeout, ILogger logger, long wanted, long seenEnd)
    {
        (_id, _name, _timeout, _logger) = (id, $"{id.Topic}/{id.Partition.Value}", timeout, logger);
        (_wanted, _seenEnd) = (wanted, seenEnd);
        _pumped = Math.Min(wanted, seenEnd);
        _consumer = clients.Reader($"reader {_name}", _key, _value, OnClientError);
        _consumer.Assign(new TopicPartitionOffset(id, _pumped));
    }

    /// <summary>True if an exchange would return records immediately.</summary>
    public bool HasRecords
    {
        get
        {
            lock (_lock) return _filling.Count > 0;
        }
    }

    public void Start() => new Thread(Run) { IsBackground = true, Name = $"kafka-reader {_name}" }.Start();

    /// <summary>Completes when there are records, or a failure to report.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_filling.Count > 0 || _failure is not null) return ValueTask.CompletedTask;
            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(_waiter.Task.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Swaps a drained batch for the pumped one; waits for records while the partition is known to reach further.</summary>
    /// <param name="drained">Empty or fully read; on return the records, if any.</param>
    /// <param name="position">Next offset of the reader; moved over offsets without records.</param>
    /// <param name="partition">Knows how far the partition reaches.</param>
    /// <param name="giveUp">True: nothing is thrown, and a failure is reported by the next call.</param>
    /// <returns>False: caught up, or given up.</returns>
    /// <exception cref="LogException">The records cannot be read.</exception>
    public bool Exchange(ref LogBatch drained, ref long position, KafkaPartition partition, bool giveUp)
    {
        lock (_lock)
        {
            var waitingSince = Stopwatch.GetTimestamp();
            while (_filling.Count == 0)
            {
                if (_failure is { } failure)
                {
                    if (giveUp) return false; // deliver what was read first, the failure with the next call
                    if (!_failedPermanently) _failure = null;
                    throw new LogException(failure.Message, failure.IsTransient, failure);
                }
                if (_pumped > position) Volatile.Write(ref position, _pumped); // offsets without records: transaction markers
                if (position >= Math.Max(_seenEnd, partition.KnownEnd)) return false;
                var left = _timeout - Stopwatch.GetElapsedTime(waitingSince);
                if (left > TimeSpan.Zero && Monitor.Wait(_lock, left)) continue;
                if (_filling.Count > 0) break;
                if (giveUp) return false;
                throw new LogException(
                    $"Kafka topic {_id.Topic}, partition {_id.Partition.Value} reaches offset {partition.KnownEnd}, "
                    + $"but no broker returned the record at {position} within {_timeout.TotalSeconds} s (Log:Kafka:RequestTimeout).",
                    isTransient: true);
            }
            drained.Clear();
            (drained, _filling) = (_filling, drained);
            Monitor.PulseAll(_lock);
            return true;
        }
    }

    /// <summary>Ends the thread, which closes the consumer.</summary>
    public async Task StopAsync()
    {
        lock (_lock)
        {
            _stopping = true;
            Monitor.PulseAll(_lock);
        }
        await _ended.Task;
    }

    private void Run()
    {
        try
        {
            while (WaitForRoom())
            {
                try
                {
                    if (_consumer.Consume(Poll) is { } result) Take(result);
                }
                catch (ConsumeException error)
                {
                    OnConsumeError(error.Error);
                }
            }
        }
        catch (Exception error)
        {
            // The loop's top: whatever the error, the caller must not wait forever.
            KafkaLogMessages.ReaderFailed(_logger, _name, error);
            Fail(error as LogException ?? new LogException($"The reader of {_name} failed: {error.Message}", isTransient: false, error),
                isPermanent: true);
        }
        finally
        {
            _consumer.Dispose();
            _ended.SetResult();
        }
    }

    private bool WaitForRoom()
    {
        lock (_lock)
        {
            while (!_stopping && _filling.Bytes >= MaxBytesAhead) Monitor.Wait(_lock);
            return !_stopping;
        }
    }

    private void Take(ConsumeResult<int, int> result)
    {
        var offset = result.Offset.Value;
        lock (_lock)
        {
            if (result.IsPartitionEOF)
            {
                _pumped = Math.Max(_pumped, offset);
            }
            else
            {
                if (offset < _pumped) return; // a broker returns whole batches: records before the requested offset are dropped
                _pumped = offset + 1;
                if (offset < _wanted) return;
                _filling.Add(offset, result.Message.Timestamp.UnixTimestampMs * 1000, _key.Bytes(result.Message.Key),
                    _value.Bytes(result.Message.Value));
                Wake();
            }
            _seenEnd = Math.Max(_seenEnd, _pumped);
            Monitor.PulseAll(_lock);
        }
    }

    private void OnConsumeError(Error error)
    {
        if (error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange) SeekAgain();
        else Fail(error.ToLogException($"Kafka topic {_name} cannot be read"), isPermanent: !KafkaErrors.IsTransient(error));
    }

    // The brokers do not have the offset: retention removed it, or the log was cut.
    private void SeekAgain()
    {
        WatermarkOffsets watermarks;
        try
        {
            watermarks = _consumer.QueryWatermarkOffsets(_id, _timeout);
        }
        catch (KafkaException error)
        {
            Fail(error.ToLogException($"The first offset of {_name} is unknown"), isPermanent: false);
            _consumer.Assign(new TopicPartitionOffset(_id, _pumped)); // asks again
            return;
        }
        if (_pumped > watermarks.High.Value)
        {
            throw new LogException(
                $"{_name} ends at offset {watermarks.High.Value}, but offset {_pumped} was read before: the cluster lost acknowledged "
                    + "records "
                + "(an unclean leader election, or a recreated topic).",
                isTransient: false);
        }
        lock (_lock)
        {
            if (watermarks.Low.Value > _pumped)
            {
                KafkaLogMessages.Overtaken(_logger, _name, _pumped, watermarks.Low.Value);
                _pumped = watermarks.Low.Value;
            }
            Monitor.PulseAll(_lock);
        }
        _consumer.Assign(new TopicPartitionOffset(_id, _pumped));
    }

    // Called on the pump's thread, from within its Consume.
    private void OnClientError(Error error)
    {
        if (error.IsFatal) Fail(error.ToLogException($"The reader of {_name} stopped"), isPermanent: true);
        else if (error.Code is ErrorCode.Local_AllBrokersDown)
            Fail(error.ToLogException($"No broker for {_name} is up"), isPermanent: false);
    }

    private void Fail(LogException failure, bool isPermanent)
    {
        lock (_lock)
        {
            if (_failedPermanently) return;
            (_failure, _failedPermanently) = (failure, isPermanent);
            Wake();
            Monitor.PulseAll(_lock);
        }
    }

    private void Wake()
    {
        _waiter?.TrySetResult();
        _waiter = null;
    }
}
