namespace Maintenance.Ingest.Intake;

/// <summary>Messages received and not yet decoded: topics and payloads in one reusable arena. Threading: one owner at a time.</summary>
internal sealed class InboundMessages
{
    private readonly List<Entry> _entries = [];
    private byte[] _arena = new byte[64 * 1024];

    public int Count => _entries.Count;

    public int Bytes { get; private set; }

    /// <summary>When the first of them came.</summary>
    public DateTimeOffset FirstArrival { get; set; }

    public ReadOnlySpan<byte> Topic(int index) => _arena.AsSpan(_entries[index].Start, _entries[index].TopicLength);

    /// <summary>The payload, or only its beginning when <see cref="PayloadBytes"/> is larger.</summary>
    public ReadOnlySpan<byte> Payload(int index) => _arena.AsSpan(_entries[index].Start + _entries[index].TopicLength, _entries[index].KeptLength);

    public int PayloadBytes(int index) => _entries[index].PayloadBytes;

    public void Add(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> kept, int payloadBytes)
    {
        var end = Bytes + topic.Length + kept.Length;
        if (end > _arena.Length) Array.Resize(ref _arena, Math.Max(end, 2 * _arena.Length));
        topic.CopyTo(_arena.AsSpan(Bytes));
        kept.CopyTo(_arena.AsSpan(Bytes + topic.Length));
        _entries.Add(new Entry(Bytes, topic.Length, kept.Length, payloadBytes));
        Bytes = end;
    }

    public void Clear()
    {
        _entries.Clear();
        Bytes = 0;
    }

    private readonly record struct Entry(int Start, int TopicLength, int KeptLength, int PayloadBytes);
}
