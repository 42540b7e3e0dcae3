using MQTTnet.Protocol;

namespace Maintenance.Ingest.Sources.Mqtt.Wire;

/// <summary>
/// Encoded PUBACKs and PUBRECs of one connection's durable messages that are not yet written, and the count of messages that still
/// wait for the log. Both packets have the same four-byte layout in MQTT 3.1.1 and, with reason "success", in MQTT 5.
/// Threading: the reader reserves, the worker adds, one writer at a time writes.
/// </summary>
internal sealed class PendingAcknowledgements(int maxUnacknowledged)
{
    private const int PacketBytes = 4;

    private readonly Lock _sync = new();
    private byte[] _filling = new byte[16 * PacketBytes];
    private byte[] _writing = new byte[16 * PacketBytes];
    private int _filled;
    private int _unacknowledged;
    private bool _isWriting;
    private TaskCompletionSource? _room;

    /// <summary>
    /// Counts one more message waiting for the log; false if there are too many: await <paramref name="room"/> and retry.
    /// </summary>
    public bool TryReserve(out Task room)
    {
        lock (_sync)
        {
            room = Task.CompletedTask;
            if (_unacknowledged < maxUnacknowledged)
            {
                _unacknowledged++;
                return true;
            }
            room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return false;
        }
    }

    /// <summary>Cancels a reservation whose message was not accepted.</summary>
    public void Release()
    {
        lock (_sync) _unacknowledged--;
    }

    /// <summary>A message is durable.</summary>
    public void Add(ushort packetId, int qos)
    {
        lock (_sync)
        {
            if (_filled == _filling.Length) Array.Resize(ref _filling, 2 * _filling.Length);
            var packet = _filling.AsSpan(_filled, PacketBytes);
            packet[0] = (byte)((int)(qos == 2 ? MqttControlPacketType.PubRec : MqttControlPacketType.PubAck) << 4);
            packet[1] = PacketBytes - 2;
            packet[2] = (byte)(packetId >> 8);
            packet[3] = (byte)packetId;
            _filled += PacketBytes;
            _unacknowledged--;
        }
    }

    /// <summary>True: the caller writes until <see cref="Next"/> returns empty.</summary>
    public bool TryBeginWriting()
    {
        lock (_sync)
        {
            _room?.TrySetResult();
            _room = null;
            if (_isWriting || _filled == 0) return false;
            return _isWriting = true;
        }
    }

    /// <summary>Bytes to write now, valid until the next call; empty: writing has ended.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        lock (_sync)
        {
            (_filling, _writing) = (_writing, _filling);
            var bytes = _writing.AsMemory(0, _filled);
            _filled = 0;
            _isWriting = !bytes.IsEmpty;
            return bytes;
        }
    }
}
