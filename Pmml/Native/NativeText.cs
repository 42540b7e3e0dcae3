using System.Globalization;

namespace Maintenance.Pmml.Native;

/// <summary>Numbers as C and C++ libraries print them.</summary>
internal static class NativeText
{
    /// <summary>Parses a decimal number, <c>inf</c>, <c>infinity</c> or <c>nan</c> in any case and with any sign, or the <c>1.#INF</c> and
    /// <c>-1.#IND</c> of older Windows runtimes.</summary>
    public static bool TryParse(string text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        var (negative, word) = (text.StartsWith('-'), text.TrimStart('-', '+').ToUpperInvariant());
        if (word is "INF" or "INFINITY" || word.StartsWith("1.#INF", StringComparison.Ordinal))
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        else if (word.StartsWith("NAN", StringComparison.Ordinal) || word.StartsWith("1.#", StringComparison.Ordinal)) value = double.NaN;
        else return false;
        return true;
    }
}
