using System.Threading.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Sources.Mqtt.Inbound;

/// <summary>
/// Between the connections and the worker: two arenas that change places. Connections fill one while the worker empties the other, so a
/// message costs one copy and no allocation, and whatever waits forms one batch by itself. Bounded in bytes: when its arena is full a
/// connection is not read any further, TCP stalls, and the peer keeps what it has. (A channel of messages would be bounded in messages,
/// which differ by six orders of magnitude in size.)
/// Threading: any number of producers, one consumer.
/// </summary>
internal sealed class InboundBuffer(int capacityBytes, int maxPayloadBytes, TimeProvider clock)
{
    private readonly Lock _sync = new();
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private InboundMessages _filling = new();
    private InboundMessages _emptying = new();
    private TaskCompletionSource? _room;

    /// <summary>Bytes that wait for the worker.</summary>
    public long Bytes
    {
        get
        {
            lock (_sync) return _filling.Bytes;
        }
    }

    /// <summary>
    /// Copies a message; false when there is no room: then await <paramref name="room"/> and ask again. Of a payload that is too large only
    /// the beginning is kept.
    /// </summary>
    public bool TryAdd(in InboundMessage message, out Task room)
    {
        var kept = message.PayloadBytes <= maxPayloadBytes
            ? message.Payload : message.Payload[..Math.Min(message.Payload.Length, DeadLetterCodecV1.MaxKeptPayloadBytes)];
        room = Task.CompletedTask;
        bool first;
        lock (_sync)
        {
            first = _filling.Count == 0;
            if (!first && _filling.Bytes + message.Topic.Length + kept.Length > capacityBytes)
            {
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                return false;
            }
            if (first) _filling.FirstArrival = clock.GetUtcNow();
            _filling.Add(message, kept);
        }
        if (first) _signal.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Completes when at least one message waits.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (Bytes == 0) await _signal.Reader.ReadAsync(cancellationToken);
    }

    /// <summary>All messages that wait now; valid until the next call.</summary>
    public InboundMessages Take()
    {
        lock (_sync)
        {
            _emptying.Clear();
            (_filling, _emptying) = (_emptying, _filling);
            _room?.TrySetResult();
            _room = null;
            return _emptying;
        }
    }
}
