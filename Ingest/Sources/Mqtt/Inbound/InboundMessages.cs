namespace Maintenance.Ingest.Sources.Mqtt.Inbound;

/// <summary>Messages received but not yet decoded: topics and payloads in one reusable arena. Threading: one owner at a time.</summary>
internal sealed class InboundMessages
{
    private const int MaxKeptArena = 32 * 1024 * 1024;

    private readonly List<Entry> _entries = [];
    private readonly HashSet<IPublisher> _publishers = [];
    private byte[] _arena = new byte[64 * 1024];

    public int Count => _entries.Count;

    public int Bytes { get; private set; }

    /// <summary>When the first of them arrived.</summary>
    public DateTimeOffset FirstArrival { get; set; }

    public ReadOnlySpan<byte> Topic(int index) => _arena.AsSpan(_entries[index].Start, _entries[index].TopicLength);

    /// <summary>The payload, or only its beginning if <see cref="PayloadBytes"/> is larger.</summary>
    public ReadOnlySpan<byte> Payload(int index) =>
        _arena.AsSpan(_entries[index].Start + _entries[index].TopicLength, _entries[index].KeptLength);

    public int PayloadBytes(int index) => _entries[index].PayloadBytes;

    public void Add(in InboundMessage message, ReadOnlySpan<byte> kept)
    {
        var end = Bytes + message.Topic.Length + kept.Length;
        if (end > _arena.Length) Array.Resize(ref _arena, Math.Max(end, 2 * _arena.Length));
        message.Topic.CopyTo(_arena.AsSpan(Bytes));
        kept.CopyTo(_arena.AsSpan(Bytes + message.Topic.Length));
        _entries.Add(new Entry(Bytes, message.Topic.Length, kept.Length, message.PayloadBytes, message.Publisher, message.PacketId,
            (byte)message.Qos));
        Bytes = end;
    }

    /// <summary>Tells the publishers of messages from…to−1 that these are durable, with one write per connection.</summary>
    public void Acknowledge(int from, int to)
    {
        IPublisher? last = null;
        for (var i = from; i < to; i++)
        {
            if (_entries[i].Publisher is not { } publisher) continue;
            publisher.Acknowledge(_entries[i].PacketId, _entries[i].Qos);
            if (!ReferenceEquals(publisher, last)) _publishers.Add(last = publisher);
        }
        foreach (var publisher in _publishers) publisher.Flush();
        _publishers.Clear();
    }

    public void Clear()
    {
        _entries.Clear();
        if (_arena.Length > MaxKeptArena) _arena = new byte[64 * 1024];
        Bytes = 0;
    }

    private readonly record struct Entry(int Start, int TopicLength, int KeptLength, int PayloadBytes, IPublisher? Publisher,
        ushort PacketId, byte Qos);
}
