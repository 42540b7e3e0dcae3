using System.Collections.Frozen;
using System.Globalization;
using Quantity = Maintenance.Simulator.Player.UnitConversion.Quantity;

namespace Maintenance.Simulator.Player;

/// <summary>
/// Understands unit symbols that are composed, as Energistics' are: a power of ten (<c>1000 lbf</c>), prefixes (<c>kpsi</c>), products and
/// quotients (<c>1000 ft.lbf</c>, <c>kgf/cm2</c>), powers. The quantity follows from the dimension.
/// </summary>
internal static class UnitExpression
{
    private const double Foot = 0.3048;
    private const double Inch = 0.0254;
    private const double Pound = 0.45359237;
    private const double Gravity = 9.80665;
    private const double Gallon = 3.785411784e-3;
    private const double ImperialGallon = 4.54609e-3;

    private static readonly Dimension L = new(1, 0, 0, 0, 0), M = new(0, 1, 0, 0, 0), T = new(0, 0, 1, 0, 0), A = new(0, 0, 0, 1, 0),
        I = new(0, 0, 0, 0, 1), Force = new(1, 1, -2, 0, 0), Pressure = new(-1, 1, -2, 0, 0), Energy = new(2, 1, -2, 0, 0),
        Power = new(2, 1, -3, 0, 0), Volume = new(3, 0, 0, 0, 0);

    private static readonly FrozenDictionary<string, Base> Units = BaseUnits().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Base> UnitsAnyCase = Units.GroupBy(u => u.Key.ToLowerInvariant(),
        StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);

    private static readonly (string Symbol, double Factor)[] Prefixes =
        [("da", 10), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("h", 100), ("d", 0.1), ("c", 0.01), ("m", 1e-3), ("u", 1e-6), ("µ", 1e-6)];

    private static readonly FrozenDictionary<Dimension, (Quantity Quantity, double Factor)> Quantities =
        new Dictionary<Dimension, (Quantity, double)>
        {
            [Force] = (Quantity.Force, 1),
            [Energy] = (Quantity.Torque, 1),
            [Pressure] = (Quantity.Pressure, 1),
            [L + T * -1] = (Quantity.Velocity, 1),
            [A + T * -1] = (Quantity.Rotation, 60),
            [Volume + T * -1] = (Quantity.Flow, 1),
            [L] = (Quantity.Length, 1),
            [A] = (Quantity.Angle, 360),
            [I] = (Quantity.Current, 1),
            [M + L * -3] = (Quantity.Density, 1),
            [L + T * -2] = (Quantity.Acceleration, 1),
            [T * -1] = (Quantity.Frequency, 1),
            [T] = (Quantity.Time, 1),
            [Volume] = (Quantity.Volume, 1),
            [Power] = (Quantity.Power, 1),
        }.ToFrozenDictionary();

    /// <summary>The units that expressions are made of, and whether they take prefixes; for documents.</summary>
    public static IEnumerable<(string Symbol, bool TakesPrefix)> Symbols => Units.Select(u => (u.Key, u.Value.TakesPrefix));

    /// <summary>The prefixes.</summary>
    public static IEnumerable<string> PrefixSymbols => Prefixes.Select(p => p.Symbol);

    /// <summary>Parses a symbol; false if a part of it is unknown, or no channel can be in it.</summary>
    public static bool TryParse(string symbol, out UnitConversion.Unit unit)
    {
        var text = Simplify(symbol);
        // "kg/cm2" and "klb.ft" mean the weight of a mass: tried where a mass makes no sense.
        foreach (var weights in (ReadOnlySpan<bool>)[false, true])
            foreach (var anyCase in (ReadOnlySpan<bool>)[false, true])
                if (TryProduct(text, weights, anyCase, out var factor, out var dimension)
                    && Quantities.TryGetValue(dimension, out var quantity))
                {
                    unit = new UnitConversion.Unit(quantity.Quantity, factor * quantity.Factor, 0);
                    return true;
                }
        unit = default;
        return false;
    }

    private static string Simplify(string symbol)
    {
        var text = symbol.Trim().Trim('[', ']', '(', ')', '{', '}').Replace("10^", "1E", StringComparison.Ordinal)
            .Replace("²", "2", StringComparison.Ordinal).Replace("³", "3", StringComparison.Ordinal)
            .Replace("^", "", StringComparison.Ordinal).Replace(" per ", "/", StringComparison.OrdinalIgnoreCase);
        return text.Replace('·', '.').Replace('∙', '.').Replace('×', '*');
    }

    // Left to right: "1000 ft.lbf", "lbf*1000", "kgf/cm2", "m3/h".
    private static bool TryProduct(string text, bool weights, bool anyCase, out double factor, out Dimension dimension)
    {
        (factor, dimension) = (1, default);
        var (sign, at, units) = (1, 0, 0);
        if (text.EndsWith('/')) return false;
        while (at < text.Length)
        {
            var end = EndOfTerm(text, at);
            var term = text.AsSpan(at, end - at).Trim();
            if (term.Length > 0)
            {
                if (IsNumber(term, out var number))
                {
                    // "ROP (1 ft)" and "ROP (5 min)" name what a value is averaged over.
                    if (number == 1 || Math.Log10(number) % 1 != 0) return false;
                    factor *= Math.Pow(number, sign);
                }
                else if (TryTerm(term, weights, anyCase, out var f, out var d))
                {
                    factor *= Math.Pow(f, sign);
                    dimension += d * sign;
                    units++;
                }
                else if (term is not ("x" or "X")) return false;
            }
            else if (end < text.Length && text[end] == '/') return false;
            if (end < text.Length && text[end] == '/') sign = -1;
            else if (end < text.Length && text[end] is '.' or '*' && sign < 0) return false; // a/b.c is read both ways
            at = end + 1;
        }
        return units > (weights ? 1 : 0) && factor > 0 && double.IsFinite(factor);
    }

    private static int EndOfTerm(string text, int at)
    {
        for (var i = at; i < text.Length; i++)
        {
            var point = text[i] == '.' && i > at && char.IsAsciiDigit(text[i - 1]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
            var exponent = text[i] is '-' or '+' && i > at && text[i - 1] is 'E' or 'e' && char.IsAsciiDigit(text[at]);
            if (text[i] is '.' or '*' or '/' or ' ' or '-' && !point && !exponent) return i;
        }
        return text.Length;
    }

    private static bool IsNumber(ReadOnlySpan<char> term, out double number) => double.TryParse(term,
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number) && number > 0;

    private static bool TryTerm(ReadOnlySpan<char> term, bool weights, bool anyCase, out double factor, out Dimension dimension)
    {
        (factor, dimension) = (1, default);
        var power = 1;
        if (term is [_, .., '2' or '3'] && !TryFind(term.ToString(), anyCase, out _, out _))
        {
            power = term[^1] - '0';
            term = term[..^1];
        }
        if (!TryFind(term.ToString(), anyCase, out factor, out var unit)) return false;
        var isWeight = weights && unit.Dimension == M;
        factor = Math.Pow(isWeight ? factor * Gravity : factor, power);
        dimension = (isWeight ? Force : unit.Dimension) * power;
        return true;
    }

    private static bool TryFind(string symbol, bool anyCase, out double factor, out Base unit)
    {
        factor = 1;
        var units = anyCase ? UnitsAnyCase : Units;
        var text = anyCase ? symbol.ToLowerInvariant() : symbol;
        if (units.TryGetValue(text, out unit))
        {
            factor = unit.Factor;
            return true;
        }
        foreach (var (prefix, of) in Prefixes)
        {
            // In capitals M may be mega or milli: not guessed.
            if (!text.StartsWith(anyCase ? prefix.ToLowerInvariant() : prefix, StringComparison.Ordinal)
                || (anyCase && prefix is "M" or "m" or "G" or "h" or "d") || !units.TryGetValue(text[prefix.Length..], out unit)
                || !unit.TakesPrefix) continue;
            factor = of * unit.Factor;
            return true;
        }
        return false;
    }

    private static Dictionary<string, Base> BaseUnits()
    {
        var units = new Dictionary<string, Base>(StringComparer.Ordinal);
        Add(L, 1, true, "m");
        Add(L, Foot, true, "ft", "foot", "feet");
        Add(L, 1200.0 / 3937, true, "ftUS");
        Add(L, Inch, false, "in", "inch", "inches");
        Add(L, 3 * Foot, false, "yd");
        Add(L, 5280 * Foot, false, "mi");
        Add(M, 1e-3, true, "g", "gm");
        Add(M, Pound, true, "lbm", "lb", "lbs", "pound", "pounds");
        Add(M, 1_000, false, "t", "tonne", "tonnes", "Mg");
        Add(M, 2_000 * Pound, false, "tonUS", "ton[US]");
        Add(M, 2_240 * Pound, false, "tonUK", "ton[UK]");
        Add(T, 1, true, "s", "sec", "second", "seconds");
        Add(T, 60, false, "min", "minute", "minutes");
        Add(T, 3_600, false, "h", "hr", "hour", "hours", "hrs");
        Add(T, 86_400, false, "d", "day", "days");
        Add(A, 1, false, "rev", "c", "cycle", "rot");
        Add(A, 1 / (2 * Math.PI), true, "rad");
        Add(A, 1 / 360.0, false, "deg", "dega", "°");
        Add(I, 1, true, "A", "amp", "amps");
        Add(Force, 1, true, "N");
        Add(Force, Pound * Gravity, true, "lbf");
        Add(Force, 1e3 * Pound * Gravity, false, "kip", "kips");
        Add(Force, Gravity, true, "kgf");
        Add(Force, 1e-3 * Gravity, false, "gf");
        Add(Force, 1e-5, false, "dyne");
        Add(Force, 2_000 * Pound * Gravity, true, "tonfUS", "tonf[US]");
        Add(Force, 2_240 * Pound * Gravity, true, "tonfUK", "tonf[UK]");
        Add(Force, 1_000 * Gravity, false, "tonf", "tf");
        Add(Pressure, 1, true, "Pa");
        Add(Pressure, 1e5, true, "bar", "bara", "barg");
        Add(Pressure, 101_325, false, "atm");
        Add(Pressure, 1e4 * Gravity, false, "at");
        Add(Pressure, Pound * Gravity / (Inch * Inch), true, "psi", "psia", "psig");
        Add(Pressure, 1e3 * Pound * Gravity / (Inch * Inch), false, "ksi");
        Add(Energy, 1, true, "J");
        Add(Power, 1, true, "W");
        Add(Power, 550 * Foot * Pound * Gravity, false, "hp");
        Add(Volume, 1e-3, true, "L", "l");
        Add(Volume, Gallon, true, "gal", "galUS", "gal[US]", "USgal", "gallon", "gallons");
        Add(Volume, ImperialGallon, true, "galUK", "gal[UK]");
        Add(Volume, 42 * Gallon, true, "bbl", "bbls", "stb", "barrel", "barrels");
        Add(Volume, 1e-6, false, "cc");
        Add(T * -1, 1, true, "Hz");
        return units;

        void Add(Dimension dimension, double factor, bool takesPrefix, params ReadOnlySpan<string> symbols)
        {
            foreach (var symbol in symbols) units.Add(symbol, new Base(dimension, factor, takesPrefix));
        }
    }

    /// <summary>Powers of length, mass, time, angle (turns) and current.</summary>
    private readonly record struct Dimension(int Length, int Mass, int Time, int Angle, int Current)
    {
        public static Dimension operator +(Dimension a, Dimension b) =>
            new(a.Length + b.Length, a.Mass + b.Mass, a.Time + b.Time, a.Angle + b.Angle, a.Current + b.Current);

        public static Dimension operator *(Dimension a, int power) =>
            new(a.Length * power, a.Mass * power, a.Time * power, a.Angle * power, a.Current * power);
    }

    private readonly record struct Base(Dimension Dimension, double Factor, bool TakesPrefix);
}
