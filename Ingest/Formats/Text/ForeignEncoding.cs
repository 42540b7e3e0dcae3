namespace Maintenance.Ingest.Formats.Text;

/// <summary>
/// Recognises payloads that are compressed or encoded otherwise than any format of this build. Stateless; allocates nothing.
/// </summary>
internal static class ForeignEncoding
{
    private const string Unicode = "; send UTF-8";

    /// <summary>What was found and what to send; null if nothing foreign was found.</summary>
    public static string? Explain(ReadOnlySpan<byte> payload) => payload switch
    {
        [0x1F, 0x8B, ..] => "the payload is compressed (gzip); over HTTP send Content-Encoding: gzip, over MQTT send it uncompressed",
        [(byte)'x', 0x01 or 0x5E or 0x9C or 0xDA, ..] => "the payload is compressed (zlib); send it uncompressed, or over HTTP as gzip",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "the payload is compressed (Zstandard); send it uncompressed, or over HTTP as gzip",
        [(byte)'P', (byte)'K', 3, 4, ..] => "the payload is a zip archive; send its contents",
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "the payload is UTF-32" + Unicode,
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "the payload is UTF-16 (byte-order mark)" + Unicode,
        [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "the payload is UTF-16 (every second byte is zero)" + Unicode,
        _ => null,
    };

    /// <summary>The text of a payload, without a byte-order mark and the zero bytes some senders terminate it with.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> payload) =>
        (payload.StartsWith("\uFEFF"u8) ? payload[3..] : payload).TrimEnd((byte)0);
}
