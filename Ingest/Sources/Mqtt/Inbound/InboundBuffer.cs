using System.Threading.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Sources.Mqtt.Inbound;

/// <summary>
/// Sits between the connections and the worker: two arenas that are swapped. Connections fill one while the worker empties the other, so a
/// message costs one copy and no allocation, and all waiting messages form one batch. Bounded in bytes: when the arena is full, a
/// connection is no longer read, TCP stalls, and the peer keeps its data. (A channel would be bounded in messages,
/// whose sizes differ by six orders of magnitude.)
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

    /// <summary>Bytes waiting for the worker.</summary>
    public long Bytes
    {
        get
        {
            lock (_sync) return _filling.Bytes;
        }
    }

    /// <summary>
    /// Copies a message; false if there is no room: await <paramref name="room"/> and retry. Of an oversized payload only
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

    /// <summary>Completes when at least one message is waiting.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (Bytes == 0) await _signal.Reader.ReadAsync(cancellationToken);
    }

    /// <summary>All waiting messages; valid until the next call.</summary>
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
