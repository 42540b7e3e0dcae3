namespace Maintenance.Mqtt;

/// <summary>The last lines of a child's output, for error messages. Threading: any.</summary>
internal sealed class LastLines(int capacity)
{
    private readonly Queue<string> _lines = new(capacity);

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_lines)
        {
            if (_lines.Count == capacity) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_lines) return _lines.Count == 0 ? "(none)" : string.Join(" | ", _lines);
    }
}
