using System.Globalization;
using System.Text;

namespace Maintenance.Core.Text;

/// <summary>
/// Makes text of strangers safe for terminals and logs, which obey some characters instead of showing them: escape sequences, carriage
/// returns, direction marks, invisible characters.
/// </summary>
public static class PrintableText
{
    /// <summary>The text with each such character as <c>\u001b</c>, its code point; line breaks and tabs of a trace stay if
    /// asked.</summary>
    /// <param name="text">Any text, also with lone surrogates.</param>
    /// <param name="keepLines">True: line breaks and tabs stay.</param>
    public static string Escape(string text, bool keepLines = false)
    {
        var first = 0;
        while (first < text.Length && text[first] is >= ' ' and < '\u007f') first++;
        if (first == text.Length) return text;
        var escaped = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune) && (IsPrintable(rune) || (keepLines && (rune.Value is '\n' or '\r' or '\t'))))
                escaped.Append(rune.ToString());
            else escaped.Append(CultureInfo.InvariantCulture, $"\\u{(rune.Value > 0 ? rune.Value : text[i]):x4}");
            if (rune.Utf16SequenceLength == 2) i++;
        }
        return escaped.ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse);
}
