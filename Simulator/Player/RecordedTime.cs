using System.Text;
using Maintenance.Core.Time;

namespace Maintenance.Simulator.Player;

/// <summary>Times of recordings.</summary>
internal static class RecordedTime
{
    private const int MaxLength = 64;

    /// <summary>
    /// Parses ISO 8601, also in the forms that telemetry may not take: a date alone, no seconds, and the basic form
    /// <c>20240301T100000Z</c>.
    /// </summary>
    /// <param name="text">Text.</param>
    /// <param name="unixMicros">Unix µs; a time without a zone is taken as UTC.</param>
    /// <param name="zoned">True if the text has a zone.</param>
    /// <returns>False if it is anything else, such as 03/04/2024, which is March to some and April to others.</returns>
    public static bool TryParseIso(ReadOnlySpan<char> text, out long unixMicros, out bool zoned)
    {
        text = text.Trim();
        return TryParse(text, out unixMicros, out zoned) || (Completed(text) is { } full && TryParse(full, out unixMicros, out zoned));
    }

    private static bool TryParse(ReadOnlySpan<char> text, out long unixMicros, out bool zoned)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        (unixMicros, zoned) = (0, false);
        if (text.Length is 0 or > MaxLength || Encoding.UTF8.GetByteCount(text) > MaxLength) return false;
        if (!EventTimeParser.TryFromText(bytes[..Encoding.UTF8.GetBytes(text, bytes)], out unixMicros)) return false;
        zoned = text[^1] is 'Z' or 'z' || text[19..].IndexOfAny('+', '-') >= 0;
        return true;
    }

    private static string? Completed(ReadOnlySpan<char> text)
    {
        if (text.Length == 10) return $"{text}T00:00:00";
        if (text.Length >= 15 && text[8] is 'T' or 't' && !text.Contains(':'))
            return $"{text[..4]}-{text[4..6]}-{text[6..8]}T{text[9..11]}:{text[11..13]}:{text[13..]}";
        return text.Length >= 16 && text[13] == ':' && (text.Length == 16 || text[16] is 'Z' or 'z' or '+' or '-')
            ? $"{text[..16]}:00{text[16..]}" : null;
    }
}
