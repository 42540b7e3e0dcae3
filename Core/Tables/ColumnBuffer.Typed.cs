using System.Runtime.CompilerServices;

namespace Maintenance.Core.Tables;

/// <summary>Growable column of values of one type.</summary>
/// <typeparam name="T">byte, int, long, float, double, string or byte[].</typeparam>
public sealed class ColumnBuffer<T> : ColumnBuffer
{
    private T[] _values = [];

    /// <summary>The values; valid until the buffer grows or is cleared.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    /// <summary>Adds one value.</summary>
    public void Add(T value)
    {
        if (Count == _values.Length) Grow(1);
        _values[Count++] = value;
    }

    /// <summary>Adds <paramref name="count"/> uninitialised values and returns the span to fill.</summary>
    public Span<T> Extend(int count)
    {
        if (Count + count > _values.Length) Grow(count);
        var span = _values.AsSpan(Count, count);
        Count += count;
        return span;
    }

    /// <summary>Adds the same value <paramref name="count"/> times.</summary>
    public void AddRepeated(T value, int count) => Extend(count).Fill(value);

    /// <summary>Adds all values.</summary>
    public void AddRange(ReadOnlySpan<T> values) => values.CopyTo(Extend(values.Length));

    /// <inheritdoc/>
    public override void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Array.Clear(_values, 0, Count);
        Count = 0;
    }

    private void Grow(int atLeast) => Array.Resize(ref _values, Math.Max(Math.Max(_values.Length * 2, 1024), Count + atLeast));
}
