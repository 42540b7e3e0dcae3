using System.Buffers.Text;
using System.Text;

namespace Maintenance.Ingest.Formats.Text;

/// <summary>What programs write where a number is expected. Stateless; allocates nothing.</summary>
internal static class NumberText
{
    /// <summary>True for NaN as printf, spreadsheets and other languages write it.</summary>
    public static bool IsNan(ReadOnlySpan<byte> text)
    {
        var word = WithoutSign(text);
        return Is(word, "nan"u8) || Is(word, "nan(ind)"u8) || Is(word, "nan(snan)"u8) || StartsWith(word, "1.#QNAN"u8)
            || StartsWith(word, "1.#IND"u8) || StartsWith(word, "1.#SNAN"u8);
    }

    /// <summary>True for an infinity.</summary>
    public static bool IsInfinity(ReadOnlySpan<byte> text)
    {
        var word = WithoutSign(text);
        return Is(word, "inf"u8) || Is(word, "infinity"u8) || StartsWith(word, "1.#INF"u8) || word.SequenceEqual("\u221E"u8);
    }

    /// <summary>True for NaN and infinities.</summary>
    public static bool IsNotFinite(ReadOnlySpan<byte> text) => IsNan(text) || IsInfinity(text);

    /// <summary>True for words that stand for no value in other notations.</summary>
    public static bool MeansMissing(ReadOnlySpan<byte> text) => Is(text, "null"u8) || Is(text, "none"u8) || Is(text, "nil"u8)
        || Is(text, "undefined"u8) || Is(text, "n/a"u8) || Is(text, "na"u8) || text.SequenceEqual("-"u8);

    /// <summary>True for true and false in any case.</summary>
    public static bool IsTruth(ReadOnlySpan<byte> text) => Is(text, "true"u8) || Is(text, "false"u8);

    /// <summary>True for a decimal number, also one that JSON does not allow (<c>+1</c>, <c>.5</c>, <c>007</c>).</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'+', ..]) text = text[1..];
        return !text.IsEmpty && !IsNotFinite(text) && Utf8Parser.TryParse(text, out double _, out var used) && used == text.Length;
    }

    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> text) => text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Is(text[..word.Length], word);
}
