using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// The patterns that configure text functions. Each method returns null for an unsupported pattern, which is refused at load.
/// </summary>
internal static partial class TextFormats
{
    /// <summary>
    /// A regular expression that takes time in proportion to the text, whatever the pattern, so that no score depends on a clock. Null
    /// for a malformed pattern and for one that needs backtracking (lookaround, back references, atomic groups).
    /// </summary>
    public static Regex? TryRegex(string pattern, bool ignoreCase = false)
    {
        try
        {
            return new Regex(pattern.Replace("(?u)", "", StringComparison.Ordinal), RegexOptions.CultureInvariant
                | RegexOptions.NonBacktracking | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Why <see cref="TryRegex"/> gives null.</summary>
    public static string Unsupported(string pattern) => $"the regular expression '{PmmlElement.Shorten(pattern)}' is malformed, or needs "
        + "backtracking (lookaround, back references, atomic groups), whose time has no bound.";

    /// <summary>XPath's replacement text ($n is a group, \$ and \\ are literal, $$ too) in .NET's syntax; null when malformed.</summary>
    public static string? ToReplacement(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            switch (text[i])
            {
                case '\\' when next is '\\' or '$':
                    result.Append(next == '$' ? "$$" : "\\");
                    i++;
                    break;
                case '$' when next == '$':
                    result.Append("$$");
                    i++;
                    break;
                case '$' when char.IsAsciiDigit(next):
                    result.Append("${").Append(next).Append('}');
                    i++;
                    break;
                case '\\' or '$':
                    return null;
                default:
                    result.Append(text[i]);
                    break;
            }
        }
        return result.ToString();
    }

    /// <summary>C's printf of one number: %[flags][width][.precision] d, f, e or s, with surrounding text.</summary>
    public static Func<double, string>? TryNumberFormat(string pattern)
    {
        var match = NumberPattern().Match(pattern);
        if (!match.Success) return null;
        var (before, flags, after) = (match.Groups["before"].Value.Replace("%%", "%", StringComparison.Ordinal),
            match.Groups["flags"].Value, match.Groups["after"].Value.Replace("%%", "%", StringComparison.Ordinal));
        var width = match.Groups["width"].Length > 0 ? int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture) : 0;
        var precision = match.Groups["precision"].Length > 0 ? int.Parse(match.Groups["precision"].Value, CultureInfo.InvariantCulture) : 6;
        var kind = match.Groups["kind"].Value[0];
        if (width > 100 || precision > 30) return null;
        return value =>
        {
            var digits = kind switch
            {
                'd' => Math.Truncate(value).ToString("F0", CultureInfo.InvariantCulture),
                'f' => value.ToString($"F{precision}", CultureInfo.InvariantCulture),
                'e' => value.ToString($"0.{new string('0', precision)}e+00", CultureInfo.InvariantCulture),
                _ => value.ToString("R", CultureInfo.InvariantCulture),
            };
            if (flags.Contains('+') && value >= 0) digits = "+" + digits;
            else if (flags.Contains(' ') && value >= 0) digits = " " + digits;
            if (flags.Contains('-')) digits = digits.PadRight(width);
            else if (flags.Contains('0') && digits.Length < width)
                digits = digits[0] is '-' or '+' or ' ' ? digits[0] + digits[1..].PadLeft(width - 1, '0') : digits.PadLeft(width, '0');
            return before + digits.PadLeft(width) + after;
        };
    }

    /// <summary>C's strftime.</summary>
    public static Func<DateTime, string>? TryDateFormat(string pattern)
    {
        const string Known = "YymdeHIMSpjBbAa%";
        for (var i = 0; i < pattern.Length; i++)
            if (pattern[i] == '%' && (++i >= pattern.Length || !Known.Contains(pattern[i]))) return null;
        return time =>
        {
            var result = new StringBuilder();
            for (var i = 0; i < pattern.Length; i++)
                if (pattern[i] != '%') result.Append(pattern[i]);
                else result.Append(DatePart(pattern[++i], time));
            return result.ToString();
        };
    }

    private static string DatePart(char part, DateTime time) => part switch
    {
        'Y' => time.ToString("yyyy", CultureInfo.InvariantCulture),
        'y' => time.ToString("yy", CultureInfo.InvariantCulture),
        'm' => time.ToString("MM", CultureInfo.InvariantCulture),
        'd' => time.ToString("dd", CultureInfo.InvariantCulture),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'H' => time.ToString("HH", CultureInfo.InvariantCulture),
        'I' => time.ToString("hh", CultureInfo.InvariantCulture),
        'M' => time.ToString("mm", CultureInfo.InvariantCulture),
        'S' => time.ToString("ss", CultureInfo.InvariantCulture),
        'p' => time.Hour < 12 ? "AM" : "PM",
        'j' => time.DayOfYear.ToString("D3", CultureInfo.InvariantCulture),
        'B' => time.ToString("MMMM", CultureInfo.InvariantCulture),
        'b' => time.ToString("MMM", CultureInfo.InvariantCulture),
        'A' => time.ToString("dddd", CultureInfo.InvariantCulture),
        'a' => time.ToString("ddd", CultureInfo.InvariantCulture),
        _ => "%",
    };

    [GeneratedRegex(@"\A(?<before>([^%]|%%)*)%(?<flags>[-+ 0]*)(?<width>\d{0,3})(\.(?<precision>\d{1,2}))?(?<kind>[dfes])(?<after>([^%]|%%)*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberPattern();
}
