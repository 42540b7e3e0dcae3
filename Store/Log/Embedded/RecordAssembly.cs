using System.Buffers;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Reassembles a record larger than an entry from its fragments, in a rented buffer. Threading: its reader's thread.</summary>
internal sealed class RecordAssembly
{
    private byte[]? _bytes;
    private int _keyLength;

    /// <summary>True until <see cref="Begin"/>, and after <see cref="Drop"/>.</summary>
    public bool IsEmpty => _bytes is null;

    public ReadOnlySpan<byte> Key => _bytes.AsSpan(0, _keyLength);

    /// <summary>The record's value; complete once the last fragment has been added.</summary>
    public ReadOnlySpan<byte> Value(int length) => _bytes.AsSpan(_keyLength, length);

    /// <summary>Begins with the first fragment's key; its part of the value is added like the others.</summary>
    public void Begin(EntryView first)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(first.KeyLength + first.ValueLength);
        _keyLength = first.KeyLength;
        first.Key.CopyTo(_bytes);
    }

    /// <summary>Adds a fragment's part of the value.</summary>
    /// <returns>False if the record, at the length this fragment states, does not fit in the buffer.</returns>
    public bool TryAdd(EntryView fragment)
    {
        if (_keyLength + fragment.ValueLength > _bytes!.Length) return false;
        fragment.ValuePart.CopyTo(_bytes.AsSpan(_keyLength + fragment.ValueOffset));
        return true;
    }

    /// <summary>Returns the buffer to the pool.</summary>
    public void Drop()
    {
        if (_bytes is null) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = null;
    }
}
