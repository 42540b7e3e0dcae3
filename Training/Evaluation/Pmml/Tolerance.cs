using System.Globalization;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>
/// When two values count as equal. <c>PMMLEquivalence(p, z)</c>: both within z of zero, or within the relative p.
/// <c>FloatEquivalence(n)</c> and <c>RealNumberEquivalence(n)</c>: within n units in the last place of float32 and float64. Text must match
/// exactly.
/// </summary>
internal sealed record Tolerance(string Kind, double First, double Second)
{
    public static readonly Tolerance WorkedCase = new("PMMLEquivalence", 1e-12, 1e-12);

    /// <exception cref="FormatException">The text is none of the known kinds.</exception>
    public static Tolerance Parse(string text)
    {
        var open = text.IndexOf('(');
        if (open < 0 || !text.EndsWith(')')) throw new FormatException($"tolerance '{text}': expected NAME(NUMBER, …).");
        var numbers = text[(open + 1)..^1].Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return (text[..open], numbers.Length) switch
        {
            ("PMMLEquivalence", 2) => new Tolerance("PMMLEquivalence", numbers[0], numbers[1]),
            ("FloatEquivalence" or "RealNumberEquivalence", 1) => new Tolerance(text[..open], numbers[0], 0),
            _ => throw new FormatException($"tolerance '{text}' is not understood."),
        };
    }

    /// <summary>True when a result agrees; null means missing.</summary>
    public bool Accepts(string? expected, string? actual)
    {
        if (expected is null || actual is null) return expected is null && actual is null;
        if (string.Equals(expected, actual, StringComparison.Ordinal)) return true;
        if (TryNumber(expected, out var wanted) && TryNumber(actual, out var found)) return Accepts(wanted, found);
        // Exporters write True, TRUE and true.
        return bool.TryParse(expected, out var truth) && bool.TryParse(actual, out var other) && truth == other;
    }

    public bool Accepts(double expected, double actual)
    {
        if (expected.Equals(actual)) return true;
        if (!double.IsFinite(expected) || !double.IsFinite(actual)) return false;
        return Kind switch
        {
            "FloatEquivalence" => Distance((float)expected, (float)actual) <= First,
            "RealNumberEquivalence" => Math.Abs(expected - actual) <= First * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)),
            _ => (Math.Abs(expected) <= Second && Math.Abs(actual) <= Second) || Math.Abs(actual - expected) <= First * Math.Abs(expected),
        };
    }

    // Floats of one sign are ordered like their bits; negative ones are mapped below zero.
    private static long Distance(float a, float b) => Math.Abs(Ordinal(a) - Ordinal(b));

    private static long Ordinal(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : (long)int.MinValue - bits;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
