using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <content>The thread that owns the consumer.</content>
internal sealed partial class KafkaReader
{
    // One batch's default arena: the pump is at most this and one record ahead of the caller.
    private const int MaxBytesAhead = 1 << 20;

    // How soon closing is noticed.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private void Pump()
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
            // The loop's top: whatever it is, the caller must not wait for ever.
            KafkaLogMessages.ReaderFailed(_logger, Name, error);
            Fail(error as LogException ?? new LogException($"The reader of {Name} failed: {error.Message}", isTransient: false, error), forEver: true);
        }
        finally
        {
            _consumer.Dispose();
            _stopped.SetResult();
        }
    }

    private string Name => $"{_partition.Id.Topic}/{_partition.Id.Partition.Value}";

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
                if (offset < _pumped) return; // a broker gives whole batches: those before the offset asked for are not wanted
                _pumped = offset + 1;
                if (offset < _wanted) return;
                _filling.Add(offset, result.Message.Timestamp.UnixTimestampMs * 1000, _key.Bytes(result.Message.Key), _value.Bytes(result.Message.Value));
                Wake();
            }
            _seenEnd = Math.Max(_seenEnd, _pumped);
            Monitor.PulseAll(_lock);
        }
    }

    private void OnConsumeError(Error error)
    {
        if (error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange) FindPlaceAgain();
        else Fail(error.ToLogException($"Kafka topic {Name} cannot be read"), forEver: !KafkaErrors.IsTransient(error));
    }

    // The brokers do not have the offset: retention removed it, or the log was cut.
    private void FindPlaceAgain()
    {
        WatermarkOffsets watermarks;
        try
        {
            watermarks = _consumer.QueryWatermarkOffsets(_partition.Id, _patience);
        }
        catch (KafkaException error)
        {
            Fail(error.ToLogException($"The first offset of {Name} is unknown"), forEver: false);
            _consumer.Assign(new TopicPartitionOffset(_partition.Id, _pumped)); // asks again
            return;
        }
        if (_pumped > watermarks.High.Value)
        {
            throw new LogException(
                $"{Name} ends at offset {watermarks.High.Value} and offset {_pumped} was read before: the cluster lost acknowledged records "
                + "(an unclean leader election, or a topic made anew).",
                isTransient: false);
        }
        lock (_lock)
        {
            if (watermarks.Low.Value > _pumped)
            {
                KafkaLogMessages.Overtaken(_logger, Name, _pumped, watermarks.Low.Value);
                _pumped = watermarks.Low.Value;
            }
            Monitor.PulseAll(_lock);
        }
        _consumer.Assign(new TopicPartitionOffset(_partition.Id, _pumped));
    }

    // Called on the pump's thread, from within its Consume.
    private void OnClientError(Error error)
    {
        if (error.IsFatal) Fail(error.ToLogException($"The reader of {Name} stopped"), forEver: true);
        else if (error.Code is ErrorCode.Local_AllBrokersDown) Fail(error.ToLogException($"No broker has {Name} at hand"), forEver: false);
    }

    private void Fail(LogException failure, bool forEver)
    {
        lock (_lock)
        {
            if (_failedForEver) return;
            (_failure, _failedForEver) = (failure, forEver);
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
