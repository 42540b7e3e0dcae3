using System.Text.RegularExpressions;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// The regular expression of a text function, whose work is bounded by the text's length and never by a clock. Patterns run without
/// backtracking where they can. One that needs it (back references, lookaround) is accepted where no group repeats, so that its work is
/// a power of the length, and only for texts so short that it stays small: a longer text has no result.
/// </summary>
internal sealed class TextPattern
{
    private const double MaxSteps = 1e8;

    private readonly Regex _regex;
    private readonly int _maxLength;

    private TextPattern(Regex regex, int maxLength) => (_regex, _maxLength) = (regex, maxLength);

    /// <exception cref="PmmlException">The pattern is malformed, or its work has no bound.</exception>
    public static TextPattern Read(string pattern, PmmlElement element)
    {
        if (TextFormats.TryRegex(pattern) is { } linear) return new TextPattern(linear, int.MaxValue);
        try
        {
            if (!RepeatsGroup(pattern))
                return new TextPattern(new Regex(pattern, RegexOptions.CultureInvariant),
                    (int)Math.Pow(MaxSteps, 1.0 / (Repetitions(pattern) + 1)));
        }
        catch (ArgumentException)
        {
            throw element.Refuse(TextFormats.Unsupported(pattern));
        }
        throw element.Refuse(TextFormats.Unsupported(pattern));
    }

    /// <summary>Whether the text contains a match; null for one that is too long.</summary>
    public bool? IsMatch(string text) => text.Length > _maxLength ? null : _regex.IsMatch(text);

    /// <summary>The text with all matches replaced; null for one that is too long.</summary>
    public string? Replace(string text, string replacement) => text.Length > _maxLength ? null : _regex.Replace(text, replacement);

    private static bool RepeatsGroup(string pattern)
    {
        for (var i = 0; i + 1 < pattern.Length; i++)
        {
            if (pattern[i] == '\\') i++;
            else if (pattern[i] == ')' && pattern[i + 1] is '*' or '+' or '{') return true;
        }
        return false;
    }

    // Each multiplies the work by the length of the text at most; escaped ones are counted too.
    private static int Repetitions(string pattern) => pattern.Count(c => c is '*' or '+' or '{');
}
