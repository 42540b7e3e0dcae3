using System.Text;

namespace Maintenance.Dashboard.Display;

/// <summary>The beginning of some bytes for a person: as text where they are printable UTF-8, else in hexadecimal.</summary>
internal static class BytePreview
{
    private const int TextBytes = 96;
    private const int HexBytes = 24;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "(empty)";
        var head = bytes[..Math.Min(bytes.Length, TextBytes)];
        var text = Encoding.UTF8.GetString(head);
        // The cut may have split one character: a replacement character in the last three places does not make it binary.
        var body = bytes.Length > TextBytes ? text.AsSpan(0, Math.Max(0, text.Length - 3)) : text;
        if (!body.ContainsAnyExcept(Printable)) return bytes.Length > TextBytes ? body.ToString() + "…" : text;
        return string.Join(' ', bytes[..Math.Min(bytes.Length, HexBytes)].ToArray().Select(b => b.ToString("x2")))
            + (bytes.Length > HexBytes ? " …" : "");
    }

    private static readonly System.Buffers.SearchValues<char> Printable = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x7f - 0x20).Select(c => (char)c), '\t', '\r', '\n', .. Enumerable.Range(0xa0, 0x250 - 0xa0)
            .Select(c => (char)c)]);
}
