using System.Globalization;
using System.Numerics;

namespace Maintenance.Core.Ports;

/// <summary>A decimal number of any length, digit by digit as the store holds it (SQL allows 38 to 65 digits).</summary>
/// <param name="Unscaled">The number without its decimal point.</param>
/// <param name="Scale">Digits after the point, 0 or more.</param>
public readonly record struct ExactDecimal(BigInteger Unscaled, int Scale)
{
    /// <summary>The nearest double.</summary>
    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <summary>Reads digits with an optional sign and point, as SQL prints them.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ExactDecimal Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        return new ExactDecimal(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            point < 0 ? 0 : text.Length - point - 1);
    }

    /// <summary>All its digits, with <see cref="Scale"/> of them after a point.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var text = Scale == 0 ? digits : $"{digits[..^Scale]}.{digits[^Scale..]}";
        return Unscaled.Sign < 0 ? "-" + text : text;
    }
}
