using System.Text.Json;

namespace Maintenance.Pmml.Native;

/// <summary>
/// A native model's tree of values, from JSON or <see cref="Ubjson"/>. Numbers that JSON cannot express (<c>NaN</c>, <c>Infinity</c>,
/// which C++ libraries write without quotes) become texts; <see cref="Number"/> reads both.
/// </summary>
internal static class NativeJson
{
    private const int LongestWord = 9; // -Infinity

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Ubjson.MaxDepth };

    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="NativeModelException">It is not UBJSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> file) =>
        JsonDocument.Parse(Ubjson.Recognises(file.Span) ? Ubjson.ToJson(file.Span) : QuoteNonFinite(file), Options);

    /// <summary>A number, which may not be finite.</summary>
    public static float Number(JsonElement value) => value.ValueKind != JsonValueKind.String ? value.GetSingle()
        : NativeText.TryParse(Text(value, "number"), out var number) ? (float)number
        : throw new FormatException($"'{Xml.PmmlElement.Shorten(value.GetString()!)}' is not a number");

    /// <summary>A text.</summary>
    /// <param name="value">Value of a member.</param>
    /// <param name="name">Name of the member, for the error.</param>
    /// <exception cref="FormatException">It is none, or has half a surrogate pair.</exception>
    public static string Text(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new FormatException($"'{name}' must be a text, found {Found(value)}");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException($"'{name}' is no valid Unicode text", error);
        }
    }

    /// <summary>The elements of a list.</summary>
    /// <param name="value">Value of a member.</param>
    /// <param name="name">Name of the member, for the error.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static JsonElement.ArrayEnumerator List(JsonElement value, string name) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray() : throw new FormatException($"'{name}' must be a list, found {Found(value)}");

    private static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Xml.PmmlElement.Shorten(value.GetRawText()),
    };

    private static ReadOnlyMemory<byte> QuoteNonFinite(ReadOnlyMemory<byte> file)
    {
        var text = file.Span;
        MemoryStream? quoted = null;
        var (copied, inString) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (inString)
            {
                if (text[i] == '\\') i++;
                else inString = text[i] != '"';
                continue;
            }
            inString = text[i] == '"';
            var length = WordLength(text[i..]);
            if (length == 0) continue;
            quoted ??= new MemoryStream(file.Length + 1024);
            quoted.Write(text[copied..i]);
            quoted.WriteByte((byte)'"');
            quoted.Write(text.Slice(i, length));
            quoted.WriteByte((byte)'"');
            copied = i + length;
            i = copied - 1;
        }
        if (quoted is null) return file;
        quoted.Write(text[copied..]);
        return quoted.GetBuffer().AsMemory(0, (int)quoted.Length);
    }

    // JSON's own words (true, false, null) begin with none of these letters.
    private static int WordLength(ReadOnlySpan<byte> text)
    {
        var sign = text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        if (text.Length == sign || text[sign] is not ((byte)'N' or (byte)'I' or (byte)'i') && !text[sign..].StartsWith("nan"u8)) return 0;
        var length = sign;
        while (length < text.Length && length <= LongestWord && char.IsAsciiLetter((char)text[length])) length++;
        return length <= LongestWord && NativeText.TryParse(System.Text.Encoding.ASCII.GetString(text[..length]), out _) ? length : 0;
    }
}
