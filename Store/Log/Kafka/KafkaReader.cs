using Confluent.Kafka;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// Reads one partition through its own consumer: drains one batch while a pump fills another; both are bounded.
/// Threading: one caller, <see cref="Position"/> from any thread. Failure: see <see cref="KafkaPump"/>.
/// </summary>
internal sealed class KafkaReader : ILogReader
{
    private readonly KafkaPartition _partition;
    private readonly KafkaPump _pump;
    private LogBatch _draining = new();
    private int _next;
    private long _position;
    private volatile bool _disposed;

    private KafkaReader(KafkaPartition partition, KafkaClients clients, TimeSpan timeout, ILogger logger, WatermarkOffsets watermarks,
        long offset)
    {
        _partition = partition;
        _position = Math.Max(offset, watermarks.Low.Value);
        _pump = new KafkaPump(partition.Id, clients, timeout, logger, _position, watermarks.High.Value);
    }

    /// <inheritdoc/>
    public long Position => Volatile.Read(ref _position);

    public static KafkaReader Open(KafkaPartition partition, KafkaClients clients, TimeSpan timeout, ILogger logger,
        WatermarkOffsets watermarks, long offset)
    {
        var reader = new KafkaReader(partition, clients, timeout, logger, watermarks, offset);
        reader._pump.Start();
        return reader;
    }

    /// <inheritdoc/>
    public int Read(LogBatch into, int maxBytes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
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
    public bool HasMore => _next < _draining.Count || _pump.HasRecords;

    /// <inheritdoc/>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return _next < _draining.Count ? ValueTask.CompletedTask : _pump.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _pump.StopAsync();
    }

    // False: caught up.
    private bool Refill(bool giveUp)
    {
        if (!_pump.Exchange(ref _draining, ref _position, _partition, giveUp)) return false;
        _next = 0;
        return true;
    }
}
