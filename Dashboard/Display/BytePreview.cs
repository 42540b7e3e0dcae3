using System.Text;

namespace Maintenance.Dashboard.Display;

/// <summary>The first bytes of a payload for display: as text if they are printable UTF-8, else in hexadecimal.</summary>
internal static class BytePreview
{
    private const int TextBytes = 96;
    private const int HexBytes = 24;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "(empty)";
        var head = bytes[..Math.Min(bytes.Length, TextBytes)];
        var text = Encoding.UTF8.GetString(head);
        // Truncation may split a character: a replacement character in the last three positions does not make the payload binary.
        var body = bytes.Length > TextBytes ? text.AsSpan(0, Math.Max(0, text.Length - 3)) : text;
        if (!body.ContainsAnyExcept(Printable)) return bytes.Length > TextBytes ? body.ToString() + "…" : text;
        return string.Join(' ', bytes[..Math.Min(bytes.Length, HexBytes)].ToArray().Select(b => b.ToString("x2")))
            + (bytes.Length > HexBytes ? " …" : "");
    }

    private static readonly System.Buffers.SearchValues<char> Printable = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x7f - 0x20).Select(c => (char)c), '\t', '\r', '\n', .. Enumerable.Range(0xa0, 0x250 - 0xa0)
            .Select(c => (char)c)]);
}
