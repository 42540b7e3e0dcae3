using System.Buffers.Binary;
using System.Text;

namespace Maintenance.Fuzz.Tests;

/// <summary>
/// Breaks inputs in ways that keep most of their structure: it knows numbers, words, quotations, lines, fields, brackets and elements of
/// texts, and integers of binary formats. Seeded.
/// </summary>
/// <param name="random">Source of all choices.</param>
/// <param name="seeds">Other inputs of the target, to splice with.</param>
/// <param name="words">Words of the format.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> seeds, IReadOnlyList<string> words)
{
    private const int MaxBytes = 128 * 1024;

    private static readonly string[] Numbers = ["0", "-0", "1", "-1", "2", "7", "0.5", "1e308", "1e999", "-1e999", "1e-400", "NaN", "INF",
        "-Infinity", "2147483647", "2147483648", "-2147483648", "4294967296", "9007199254740993", "9223372036854775807",
        "-9223372036854775808", "99999999999999999999", "0x10", "1_000", "1,5", "+1", ".5", "1.", "00", "253402300800000"];

    private static readonly string[] Nasty = ["", " ", "\t", "\0", "\r", "\n", "\r\n", "\"", "\"\"", "'", ",", ";", ":", "\\", "/", "//",
        "..", "%",
        "%s", "{0}", "<", ">", "</", "/>", "<!--", "]]>", "<![CDATA[", "&amp;", "&#x1F;", "&#0;", "{", "}", "[", "]", "[]", "{}", "null",
        "true",
        "\\ud800", "\\u0000", "é", "\u202E", "\u00A0", "\uFEFF", "😀", "\u0130", "K", "$", "#", "+", "*", "?", "=", "--", "/*", "*/",
        "'; --",
        "2026-02-30", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "2026-05-04T24:00:00Z", "2026-05-04T12:00:60Z"];

    private static readonly int[] Gentle = [0, 5, 5, 5, 6, 7, 8, 9, 11, 11, 12, 14];

    /// <summary>One to four changes of an input.</summary>
    public byte[] Mutate(byte[] input)
    {
        // Mostly one change, and mostly one that leaves brackets and lines intact: most inputs should reach what lies behind the syntax.
        var isGentle = random.Next(3) > 0;
        for (var changes = Math.Max(1, random.Next(-2, 5)); changes > 0; changes--) input = Change(input, isGentle
            ? Gentle[random.Next(Gentle.Length)] : random.Next(18));
        return input.Length <= MaxBytes ? input : input[..MaxBytes];
    }

    /// <summary>A number below a limit.</summary>
    public int Next(int limit) => random.Next(limit);

    private byte[] Change(byte[] input, int change)
    {
        if (input.Length == 0) return Utf8(Nasty[random.Next(Nasty.Length)]);
        var at = random.Next(input.Length);
        switch (change)
        {
            case 0: // a bit
                return Replace(input, at, 1, [(byte)(input[at] ^ (1 << random.Next(8)))]);
            case 1: // a byte
                return Replace(input, at, 1, [(byte)random.Next(256)]);
            case 2: // the end
                return input[..at];
            case 3: // a stretch away
                return Replace(input, at, Math.Min(random.Next(1, 40), input.Length - at), []);
            case 4: // a stretch doubled, or put elsewhere
                var from = random.Next(input.Length);
                return Replace(input, at, 0, input.AsSpan(from, Math.Min(random.Next(1, 200), input.Length - from)));
            case 5 or 6: // another number
                return OtherToken(input, at, IsOfNumber, Numbers);
            case 7 or 8: // another word
                return OtherToken(input, at, IsOfWord, words.Count > 0 ? words : Nasty);
            case 9: // a word of the input itself
                var (start, length) = Token(input, random.Next(input.Length), IsOfWord);
                var other = input.AsSpan(start, length).ToArray();
                (start, length) = Token(input, at, IsOfWord);
                return Replace(input, start, length, other);
            case 10: // something nasty
                return Replace(input, at, random.Next(2), Utf8(Pick(random.Next(2) == 0 || words.Count == 0 ? Nasty : words)));
            case 11: // a line, or a field, doubled, moved or away
                return Part(input, at, (byte)(random.Next(3) == 0 ? ',' : '\n'));
            case 12 or 13: // what stands in brackets, doubled, away, emptied or put into itself
                return Bracketed(input, at);
            case 14: // an integer
                return Integer(input, at);
            case 15: // a splice
                var seed = seeds[random.Next(seeds.Count)];
                return seed.Length == 0 ? input : [.. input[..at], .. seed[random.Next(seed.Length)..]];
            case 16: // many times the same
                return Repeat(input, at);
            default:
                return Encoded(input);
        }
    }

    private string Pick(IReadOnlyList<string> from) => from[random.Next(from.Count)];

    private byte[] OtherToken(byte[] input, int at, Func<byte, bool> isOf, IReadOnlyList<string> others)
    {
        var (start, length) = Token(input, at, isOf);
        return Replace(input, start, length, Utf8(Pick(others)));
    }

    private static (int Start, int Length) Token(byte[] input, int at, Func<byte, bool> isOf)
    {
        while (at < input.Length && !isOf(input[at])) at++;
        if (at == input.Length) at = Array.FindLastIndex(input, b => isOf(b));
        if (at < 0) return (0, 0);
        var start = at;
        while (start > 0 && isOf(input[start - 1])) start--;
        while (at < input.Length && isOf(input[at])) at++;
        return (start, at - start);
    }

    private byte[] Part(byte[] input, int at, byte separator)
    {
        var (start, end) = (Array.LastIndexOf(input, separator, at) + 1, Array.IndexOf(input, separator, at));
        end = end < 0 ? input.Length : end + 1;
        if (end <= start) return input;
        var part = input[start..end];
        switch (random.Next(4))
        {
            case 0:
                return Replace(input, start, part.Length, []);
            case 1:
                return Replace(input, start, 0, part);
            default:
                var without = Replace(input, start, part.Length, []);
                if (without.Length == 0) return input;
                var to = Array.IndexOf(without, separator, random.Next(without.Length)) + 1;
                return Replace(without, to, 0, part);
        }
    }

    private byte[] Bracketed(byte[] input, int at)
    {
        var open = input.AsSpan(at).IndexOfAny("{[(<\""u8);
        if (open < 0) return input;
        open += at;
        var end = input[open] == '<' ? EndOfElement(input, open) : EndOfBracket(input, open);
        if (end <= open) return input;
        var part = input.AsSpan(open, end - open);
        return random.Next(5) switch
        {
            0 => Replace(input, open, part.Length, []),
            1 => Replace(input, open, 0, part),
            2 when part.Length > 2 => Replace(input, open + 1, part.Length - 2, []),
            3 when part.Length > 2 => Replace(input, open + 1, 0, part),
            _ => Replace(input, open, part.Length, Utf8(Pick(Nasty))),
        };
    }

    private static int EndOfBracket(byte[] input, int open)
    {
        if (input[open] == '"') return Array.IndexOf(input, (byte)'"', open + 1) + 1;
        var close = input[open] switch { (byte)'{' => (byte)'}', (byte)'[' => (byte)']', _ => (byte)')' };
        var depth = 0;
        for (var i = open; i < input.Length; i++)
            if (input[i] == input[open]) depth++;
            else if (input[i] == close && --depth == 0) return i + 1;
        return 0;
    }

    // An element without children, or with its end tag; nested ones of the same name end too early, which is one more way to break it.
    private static int EndOfElement(byte[] input, int open)
    {
        var close = Array.IndexOf(input, (byte)'>', open) + 1;
        if (close == 0 || input[close - 2] == '/') return close;
        var name = open + 1;
        while (name < close - 1 && IsOfWord(input[name])) name++;
        var tag = input.AsSpan(open + 1, name - open - 1);
        var end = input.AsSpan(close).IndexOf([(byte)'<', (byte)'/', .. tag, (byte)'>']);
        return end < 0 || tag.Length == 0 ? close : close + end + tag.Length + 3;
    }

    private byte[] Integer(byte[] input, int at)
    {
        long[] values = [0, 1, -1, 2, input.Length, input.Length - 1, 127, 255, 256, short.MaxValue, ushort.MaxValue, int.MaxValue,
            int.MinValue,
            uint.MaxValue, long.MaxValue, long.MinValue, 1 << 20, 8 << 20];
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, values[random.Next(values.Length)]);
        var width = Math.Min(1 << random.Next(4), input.Length - at);
        bytes = bytes[..width];
        if (random.Next(4) == 0) bytes.Reverse();
        return Replace(input, at, width, bytes);
    }

    private byte[] Repeat(byte[] input, int at)
    {
        var unit = random.Next(3) == 0 ? Utf8(Pick(["[", "{\"a\":", "(", "<a>", "\"", "9", "a", ",", "\n", " ", "../", "é"]))
            : input[at..Math.Min(at + random.Next(1, 8), input.Length)];
        var count = Math.Min(1 << random.Next(1, 15), 40_000 / unit.Length);
        var many = new byte[unit.Length * count];
        for (var i = 0; i < count; i++) unit.CopyTo(many, i * unit.Length);
        return Replace(input, at, 0, many);
    }

    private byte[] Encoded(byte[] input) => random.Next(6) switch
    {
        0 => [0xEF, 0xBB, 0xBF, .. input],
        1 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(input))],
        2 => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input).Replace("\n", "\r", StringComparison.Ordinal)),
        3 => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input).Replace("\n", "\r\n", StringComparison.Ordinal)),
        4 => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input).Replace(',', ';')),
        _ => [.. input, .. input],
    };

    private static bool IsOfNumber(byte b) =>
        b is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-' or (byte)'e' or (byte)'E' or (byte)'+';

    private static bool IsOfWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or (byte)'.' || b >= 0x80;

    private static byte[] Replace(byte[] input, int start, int length, ReadOnlySpan<byte> by) =>
        [.. input.AsSpan(0, start), .. by, .. input.AsSpan(start + length)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
