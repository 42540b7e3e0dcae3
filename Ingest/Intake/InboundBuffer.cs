using System.Threading.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// Between the MQTT network thread and the worker: two arenas that change places. The producer fills one while the worker empties the
/// other, so a message costs one copy and no allocation, and whatever waits forms one batch by itself. Bounded in bytes: when its arena is
/// full the producer blocks, the TCP connection stalls, and the broker queues within its own bounds. (A channel of messages would be
/// bounded in messages, which differ by six orders of magnitude in size.)
/// Threading: one producer that may block, one consumer.
/// </summary>
internal sealed class InboundBuffer(int capacityBytes, int maxPayloadBytes, TimeProvider time)
{
    private readonly object _sync = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private InboundMessages _filling = new();
    private InboundMessages _emptying = new();
    private bool _closed;

    /// <summary>Bytes that wait for the worker.</summary>
    public long Bytes
    {
        get
        {
            lock (_sync) return _filling.Bytes;
        }
    }

    /// <summary>Copies a message; blocks while the buffer is full. Of a payload that is too large only the beginning is kept.</summary>
    public void Add(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload)
    {
        var kept = payload.Length <= maxPayloadBytes ? payload : payload[..Math.Min(payload.Length, DeadLetterCodecV1.MaxKeptPayloadBytes)];
        lock (_sync)
        {
            while (!_closed && _filling.Count > 0 && _filling.Bytes + topic.Length + kept.Length > capacityBytes) Monitor.Wait(_sync);
            if (_closed) return; // the process ends: nothing was acknowledged, edges send it again
            if (_filling.Count == 0) _filling.FirstArrival = time.GetUtcNow();
            _filling.Add(topic, kept, payload.Length);
        }
        _signal.Writer.TryWrite(true);
    }

    /// <summary>All messages that wait, at least one; valid until the next call.</summary>
    public async ValueTask<InboundMessages> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_sync)
            {
                if (_filling.Count > 0)
                {
                    _emptying.Clear();
                    (_filling, _emptying) = (_emptying, _filling);
                    Monitor.PulseAll(_sync);
                    return _emptying;
                }
            }
            await _signal.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Lets a blocked producer go; later messages are dropped.</summary>
    public void Close()
    {
        lock (_sync)
        {
            _closed = true;
            Monitor.PulseAll(_sync);
        }
    }
}
