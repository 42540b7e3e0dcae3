using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <content>Appending.</content>
internal sealed partial class LogPartition
{
    /// <summary>Appends a record whose sizes the caller has checked.</summary>
    /// <param name="key">Key.</param>
    /// <param name="value">Value.</param>
    /// <param name="untilDurable">Complete when durable, rather than when queued.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<LogPosition> AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, bool untilDurable, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<LogPosition>(cancellationToken);
        AppendOperation operation;
        lock (_gate)
        {
            if (Unavailable() is { } error) return ValueTask.FromException<LogPosition>(error);
            if (_waiting.Count == 0 && HasRoom(key.Length, value.Length))
            {
                var position = Write(key, value);
                if (!untilDurable) return new ValueTask<LogPosition>(position);
                operation = _operations.Rent(untilDurable);
                operation.Position = position;
                _undurable.Enqueue(operation);
                AwaitCommit();
            }
            else
            {
                // Behind those who already wait, so that records queued one after the other keep their order.
                operation = _operations.Rent(untilDurable);
                operation.CopyRecord(key.Span, value.Span);
                _waiting.Enqueue(operation);
                HurryCommit();
            }
        }
        return operation.AsTask(cancellationToken);
    }

    /// <summary>Completes when everything queued so far is durable.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Unavailable() is { } error) return ValueTask.FromException(error);
        }
        return FlushQueuedAsync(cancellationToken);
    }

    private ValueTask FlushQueuedAsync(CancellationToken cancellationToken)
    {
        AppendOperation operation;
        lock (_gate)
        {
            if ((_failure ?? _stall) is { } error) return ValueTask.FromException(new LogException(error.Message, error.IsTransient, error.InnerException));
            if (_waiting.Count == 0 && _tail == _durable) return ValueTask.CompletedTask;
            operation = _operations.Rent(untilDurable: true);
            operation.Position = new LogPosition(_settings.Partition, _tail, _tail);
            (_waiting.Count == 0 ? _undurable : _waiting).Enqueue(operation);
            AwaitCommit();
        }
        return operation.AsFlushTask(cancellationToken);
    }

    // Gate held.
    private Exception? Unavailable()
    {
        if (_closed) return new ObjectDisposedException(nameof(ITelemetryLog));
        return (_failure ?? _stall) is { } error ? new LogException(error.Message, error.IsTransient, error.InnerException) : null;
    }

    // Gate held. Also the reason why FasterLog's buffer is never full: it is three pages larger than this bound.
    private bool HasRoom(int keyLength, int valueLength) =>
        _tail - _durable + EntryFrame.SpaceOf(keyLength, valueLength) <= _settings.MaxBytesInFlight;

    // Gate held.
    private LogPosition Write(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        // Never backwards, so that retention by age can look at the first entry of a file only.
        _lastTimestamp = Math.Max(_lastTimestamp, _time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond - UnixEpochMicros);
        var first = 0L;
        var written = 0;
        var flags = EntryFlags.First;
        do
        {
            var part = value.Slice(written, Math.Min(value.Length - written, EntryFrame.MaxPayloadBytes - key.Length));
            if (written + part.Length == value.Length) flags |= EntryFlags.Last;
            var entry = new EntryFrame(flags, _nextOrdinal, _lastTimestamp, key, part, value.Length, written);
            var offset = _log.Enqueue(entry);
            if (written == 0) first = offset;
            _nextOrdinal++;
            _tail = offset + EntryFrame.Advance(entry.SerializedLength);
            written += part.Length;
            flags = EntryFlags.None;
            key = ReadOnlyMemory<byte>.Empty;
        }
        while (written < value.Length);
        RecordsAppended++;
        MarkDirty();
        return new LogPosition(_settings.Partition, first, _tail);
    }

    private static readonly long UnixEpochMicros = DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond;
}
