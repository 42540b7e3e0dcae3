using MQTTnet.Channel;

namespace Maintenance.Ingest.Sources.Mqtt.Wire;

/// <summary>
/// Bytes received on one connection and not yet consumed. Grows only as bytes arrive, never by what a header announces: five bytes
/// announcing 256 MiB reserve nothing. Threading: the connection's reader.
/// </summary>
internal sealed class PacketBuffer
{
    private const int First = 2 * 1024;
    private const int Steady = 64 * 1024;
    private const int MaxKept = 1024 * 1024;

    private byte[] _bytes = new byte[First];
    private int _start;
    private int _end;
    private bool _wasFilled;

    public int Count => _end - _start;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, Count);

    public ArraySegment<byte> Segment(int offset, int count) => new(_bytes, _start + offset, count);

    public void Consume(int bytes)
    {
        _start += bytes;
        if (_start < _end) return;
        _start = _end = 0;
        if (_bytes.Length > MaxKept) _bytes = new byte[Steady];
    }

    /// <summary>Reads more, towards <paramref name="count"/> bytes in total; false if the connection has ended.</summary>
    public async ValueTask<bool> ReadAsync(IMqttChannel channel, int count, CancellationToken cancellationToken)
    {
        MakeRoom(count);
        var read = await channel.ReadAsync(_bytes, _end, _bytes.Length - _end, cancellationToken);
        _end += read;
        _wasFilled = _end == _bytes.Length;
        return read > 0;
    }

    // Doubled after a read has filled it: little memory for an idle connection, few system calls for a busy one.
    private void MakeRoom(int count)
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, Count).CopyTo(_bytes);
            (_start, _end) = (0, Count);
        }
        if (_end < _bytes.Length && !(_wasFilled && _bytes.Length < Steady)) return;
        Array.Resize(ref _bytes, (int)Math.Min(2L * _bytes.Length, Math.Max(count, Steady)));
        _wasFilled = false;
    }
}
