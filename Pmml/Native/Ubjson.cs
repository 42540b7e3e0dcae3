using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Maintenance.Pmml.Native;

/// <summary>
/// Universal Binary JSON (https://ubjson.org, draft 12), in which XGBoost saves models by default since 2.1: rewritten as JSON, so that one
/// reader serves both. Numbers that are not finite become texts, as in <see cref="NativeJson"/>.
/// </summary>
internal ref struct Ubjson
{
    /// <summary>Levels a model file may nest.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _file;
    private readonly Utf8JsonWriter _to;
    private int _at;
    private int _values; // at most one per byte, so that arrays of values without bytes cannot grow without bound

    private Ubjson(ReadOnlySpan<byte> file, Utf8JsonWriter to)
    {
        _file = file;
        _to = to;
    }

    /// <summary>True for an object in UBJSON: unlike in JSON, a length or a count follows its brace.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) =>
        file.Length > 2 && file[0] == '{'
            && file[1] is (byte)'L' or (byte)'l' or (byte)'I' or (byte)'i' or (byte)'U' or (byte)'#' or (byte)'$';

    /// <exception cref="NativeModelException">It is damaged.</exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlySpan<byte> file)
    {
        using var json = new MemoryStream(file.Length * 2);
        using (var writer = new Utf8JsonWriter(json))
        {
            var reader = new Ubjson(file, writer);
            reader.Value(reader.Marker(), 0);
        }
        return json.GetBuffer().AsMemory(0, (int)json.Length);
    }

    private void Value(byte type, int depth)
    {
        if (depth >= MaxDepth) throw Damaged($"it nests deeper than {MaxDepth} levels");
        if (++_values > _file.Length) throw Damaged("it declares more values than it has bytes");
        switch (type)
        {
            case (byte)'{': Container(depth, isObject: true); break;
            case (byte)'[': Container(depth, isObject: false); break;
            case (byte)'Z': _to.WriteNullValue(); break;
            case (byte)'T': _to.WriteBooleanValue(true); break;
            case (byte)'F': _to.WriteBooleanValue(false); break;
            case (byte)'S': _to.WriteStringValue(Text()); break;
            case (byte)'H': _to.WriteStringValue(Text()); break;
            case (byte)'C': _to.WriteStringValue(Take(1)); break;
            case (byte)'d': Real(BinaryPrimitives.ReadSingleBigEndian(Take(4))); break;
            case (byte)'D': Real(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            default: _to.WriteNumberValue(Integer(type)); break;
        }
    }

    // The header of a container may give the type of all its values and their number; without the number, a bracket ends it.
    private void Container(int depth, bool isObject)
    {
        byte? type = null;
        var left = -1L;
        if (TryTake('$')) type = Marker();
        if (TryTake('#')) left = Length();
        else if (type is not null) throw Damaged("a typed container has no count");
        if (isObject) _to.WriteStartObject();
        else _to.WriteStartArray();
        for (; left != 0; left--)
        {
            if (left < 0 && TryTake(isObject ? '}' : ']')) break;
            if (isObject) _to.WritePropertyName(Text());
            Value(type ?? Marker(), depth + 1);
        }
        if (isObject) _to.WriteEndObject();
        else _to.WriteEndArray();
    }

    private void Real(float value)
    {
        if (float.IsFinite(value)) _to.WriteNumberValue(value);
        else _to.WriteStringValue(Name(value));
    }

    private void Real(double value)
    {
        if (double.IsFinite(value)) _to.WriteNumberValue(value);
        else _to.WriteStringValue(Name(value));
    }

    private static string Name(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    private long Integer(byte type) => type switch
    {
        (byte)'i' => (sbyte)Take(1)[0],
        (byte)'U' => Take(1)[0],
        (byte)'I' => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        (byte)'l' => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        (byte)'L' => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        _ => throw Damaged($"0x{type:x2} is no type of UBJSON"),
    };

    private long Length() => Integer(Marker()) is var length and >= 0 ? length : throw Damaged("a length is below zero");

    private ReadOnlySpan<byte> Text()
    {
        var text = Take(Length());
        return System.Text.Unicode.Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
    }

    private byte Marker()
    {
        while (TryTake('N')) { } // no-operation
        return Take(1)[0];
    }

    private bool TryTake(char marker)
    {
        if (_at >= _file.Length || _file[_at] != marker) return false;
        _at++;
        return true;
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > _file.Length - _at) throw Damaged("it ends within a value: the file is truncated");
        _at += (int)length;
        return _file.Slice(_at - (int)length, (int)length);
    }

    private readonly NativeModelException Damaged(string reason) => new($"byte {_at}", $"damaged UBJSON: {reason}. Save the model again.");
}
