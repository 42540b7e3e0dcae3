namespace Maintenance.Core.Log;

/// <summary>
/// Records read from one partition, in one reusable arena: filled by a reader, read by a worker, cleared and refilled. Allocates nothing in
/// the steady state. Threading: one owner at a time. Spans are valid until <see cref="Clear"/>.
/// </summary>
public sealed class LogBatch
{
    private byte[] _arena;
    private Entry[] _entries = new Entry[256];
    private int _used;

    /// <summary>Creates a batch whose arena starts at <paramref name="initialBytes"/> and grows as needed for a single record.</summary>
    public LogBatch(int initialBytes = 1 << 20) => _arena = new byte[initialBytes];

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of keys and values held.</summary>
    public int Bytes => _used;

    /// <summary>Offset of a record.</summary>
    public long Offset(int index) => _entries[index].Offset;

    /// <summary>Append time of a record, Unix µs UTC.</summary>
    public long TimestampUnixMicros(int index) => _entries[index].Timestamp;

    /// <summary>Key of a record.</summary>
    public ReadOnlySpan<byte> Key(int index) => _arena.AsSpan(_entries[index].Start, _entries[index].KeyLength);

    /// <summary>Value of a record.</summary>
    public ReadOnlySpan<byte> Value(int index) =>
        _arena.AsSpan(_entries[index].Start + Align(_entries[index].KeyLength), _entries[index].ValueLength);

    /// <summary>Removes all records and keeps the arena.</summary>
    public void Clear() => (Count, _used) = (0, 0);

    /// <summary>Adds a record by copying it.</summary>
    public void Add(long offset, long timestampUnixMicros, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var start = _used;
        var valueStart = start + Align(key.Length);
        var end = valueStart + Align(value.Length);
        if (end > _arena.Length) Array.Resize(ref _arena, (int)Math.Max(end, Math.Min(2L * _arena.Length, Array.MaxLength)));
        if (Count == _entries.Length) Array.Resize(ref _entries, 2 * Count);
        key.CopyTo(_arena.AsSpan(start));
        value.CopyTo(_arena.AsSpan(valueStart));
        _entries[Count++] = new Entry(offset, timestampUnixMicros, start, key.Length, value.Length);
        _used = end;
    }

    // Values start at multiples of 8 so that columns of floats and times can be read in place.
    private static int Align(int length) => (length + 7) & ~7;

    private readonly record struct Entry(long Offset, long Timestamp, int Start, int KeyLength, int ValueLength);
}
