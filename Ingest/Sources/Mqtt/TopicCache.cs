using System.Text;

namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>Cache of parsed topics by their bytes; bounded, because any client may invent topics. Threading: one user at a time.</summary>
internal sealed class TopicCache
{
    private const int MaxTopics = 50_000;
    private const int MaxCharacters = 4 * 1024 * 1024;
    private const int MaxTopicBytes = 512;

    private readonly Dictionary<string, TelemetryTopic> _topics = new(StringComparer.Ordinal);
    private readonly char[] _buffer = new char[MaxTopicBytes];
    private int _characters;

    /// <summary>Topics held.</summary>
    public int Count => _topics.Count;

    public TelemetryTopic Get(ReadOnlySpan<byte> topicUtf8)
    {
        if (topicUtf8.Length > MaxTopicBytes) return TelemetryTopic.Parse(Encoding.UTF8.GetString(topicUtf8));
        var name = _buffer.AsSpan(0, Encoding.UTF8.GetChars(topicUtf8, _buffer));
        var lookup = _topics.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known)) return known;
        if (_topics.Count == MaxTopics || _characters > MaxCharacters) Clear();
        var text = name.ToString();
        _characters += text.Length;
        var topic = TelemetryTopic.Parse(text);
        _topics.Add(text, topic);
        return topic;
    }

    private void Clear()
    {
        _topics.Clear();
        _characters = 0;
    }
}
