using Maintenance.Pmml.Numerics;

namespace Maintenance.Pmml.Expressions;

/// <summary>PMML's built-in functions of numbers and truth values (PMML 4.4, "Built-in Functions").</summary>
internal static class BuiltInFunctions
{
    private const int Any = int.MaxValue;

    private static readonly Dictionary<string, BuiltInSignature> Functions = new(StringComparer.Ordinal)
    {
        ["+"] = BuiltInSignature.Arithmetic(1, 2, a => a.Length == 1 ? a[0] : a[0] + a[1]),
        ["-"] = BuiltInSignature.Arithmetic(1, 2, a => a.Length == 1 ? -a[0] : a[0] - a[1]),
        ["*"] = BuiltInSignature.Arithmetic(2, 2, a => a[0] * a[1]),
        ["/"] = BuiltInSignature.Arithmetic(2, 2, a => a[0] / (a[1] + 0.0)) with // + 0.0: PMML has no negative zero
        {
            IntegerFunction = a => a[1] == 0 ? double.NaN : Math.Truncate(a[0] / a[1]),
        },
        ["modulo"] = BuiltInSignature.Arithmetic(2, 2, a => a[0] - (a[1] * Math.Floor(a[0] / a[1]))),
        ["pow"] = BuiltInSignature.Arithmetic(2, 2, a => Math.Pow(a[0], a[1])) with
        {
            IntegerFunction = a => a[1] < 0
            ? double.NaN : Math.Pow(a[0], a[1])
        },
        ["threshold"] = BuiltInSignature.Arithmetic(2, 2, a => a[0] > a[1] ? 1 : 0),
        ["abs"] = BuiltInSignature.Arithmetic(1, 1, a => Math.Abs(a[0])),
        ["min"] = BuiltInSignature.Aggregate(a => Fold(a, double.PositiveInfinity, Math.Min)),
        ["max"] = BuiltInSignature.Aggregate(a => Fold(a, double.NegativeInfinity, Math.Max)),
        ["sum"] = BuiltInSignature.Aggregate(a => Fold(a, 0, static (x, y) => x + y)),
        ["product"] = BuiltInSignature.Aggregate(a => Fold(a, 1, static (x, y) => x * y)),
        ["avg"] = BuiltInSignature.Aggregate(a => Fold(a, 0, static (x, y) => x + y) / Present(a)) with { Result = BuiltInResult.Double },
        ["median"] = BuiltInSignature.Aggregate(Median) with { Result = BuiltInResult.Double },
        ["floor"] = BuiltInSignature.Real(1, a => Math.Floor(a[0])) with { Result = BuiltInResult.Integer },
        ["ceil"] = BuiltInSignature.Real(1, a => Math.Ceiling(a[0])) with { Result = BuiltInResult.Integer },
        ["round"] = BuiltInSignature.Real(1, a => Math.Floor(a[0] + 0.5)) with { Result = BuiltInResult.Integer },
        ["rint"] = BuiltInSignature.Real(1, a => Math.Round(a[0], MidpointRounding.ToEven)),
        ["log10"] = BuiltInSignature.Real(1, a => Math.Log10(a[0])),
        ["ln"] = BuiltInSignature.Real(1, a => Math.Log(a[0])),
        ["ln1p"] = BuiltInSignature.Real(1, a => Log1P(a[0])),
        ["exp"] = BuiltInSignature.Real(1, a => Math.Exp(a[0])),
        ["expm1"] = BuiltInSignature.Real(1, a => ExpM1(a[0])),
        ["sqrt"] = BuiltInSignature.Real(1, a => Math.Sqrt(a[0])),
        ["hypot"] = BuiltInSignature.Real(2, a => double.Hypot(a[0], a[1])),
        ["sin"] = BuiltInSignature.Real(1, a => Math.Sin(a[0])),
        ["cos"] = BuiltInSignature.Real(1, a => Math.Cos(a[0])),
        ["tan"] = BuiltInSignature.Real(1, a => Math.Tan(a[0])),
        ["asin"] = BuiltInSignature.Real(1, a => Math.Asin(a[0])),
        ["acos"] = BuiltInSignature.Real(1, a => Math.Acos(a[0])),
        ["atan"] = BuiltInSignature.Real(1, a => Math.Atan(a[0])),
        ["atan2"] = BuiltInSignature.Real(2, a => Math.Atan2(a[0], a[1])),
        ["sinh"] = BuiltInSignature.Real(1, a => Math.Sinh(a[0])),
        ["cosh"] = BuiltInSignature.Real(1, a => Math.Cosh(a[0])),
        ["tanh"] = BuiltInSignature.Real(1, a => Math.Tanh(a[0])),
        ["erf"] = BuiltInSignature.Real(1, a => ErrorFunction.Erf(a[0])),
        ["normalCDF"] = BuiltInSignature.Real(3, a => NormalDistribution.Cumulative(a[1], a[2], a[0])),
        ["normalPDF"] = BuiltInSignature.Real(3, a => NormalDistribution.Density(a[1], a[2], a[0])),
        ["normalIDF"] = BuiltInSignature.Real(3, a => NormalDistribution.Quantile(a[1], a[2], a[0])),
        ["stdNormalCDF"] = BuiltInSignature.Real(1, a => NormalDistribution.Cumulative(0, 1, a[0])),
        ["stdNormalPDF"] = BuiltInSignature.Real(1, a => NormalDistribution.Density(0, 1, a[0])),
        ["stdNormalIDF"] = BuiltInSignature.Real(1, a => NormalDistribution.Quantile(0, 1, a[0])),
        ["equal"] = BuiltInSignature.Comparison(a => Of(a[0] == a[1]), ordered: false),
        ["notEqual"] = BuiltInSignature.Comparison(a => Of(a[0] != a[1]), ordered: false),
        ["lessThan"] = BuiltInSignature.Comparison(a => Of(a[0] < a[1]), ordered: true),
        ["lessOrEqual"] = BuiltInSignature.Comparison(a => Of(a[0] <= a[1]), ordered: true),
        ["greaterThan"] = BuiltInSignature.Comparison(a => Of(a[0] > a[1]), ordered: true),
        ["greaterOrEqual"] = BuiltInSignature.Comparison(a => Of(a[0] >= a[1]), ordered: true),
        ["and"] = BuiltInSignature.Truth(2, Any, And),
        ["or"] = BuiltInSignature.Truth(2, Any, a => Not(And(a, negated: true))),
        ["not"] = BuiltInSignature.Truth(1, 1, a => Not(a[0])),
        ["isMissing"] = BuiltInSignature.Truth(1, 1, a => Of(double.IsNaN(a[0]))) with { TakesText = true },
        ["isNotMissing"] = BuiltInSignature.Truth(1, 1, a => Of(!double.IsNaN(a[0]))) with { TakesText = true },
        ["isIn"] = BuiltInSignature.Truth(2, Any, a => Of(IsIn(a))) with { TakesText = true },
        ["isNotIn"] = BuiltInSignature.Truth(2, Any, a => Of(!IsIn(a))) with { TakesText = true },
        ["if"] = new BuiltInSignature(2, 3, a => a[0] == 1
            ? a[1] : a[0] == 0 && a.Length == 3 ? a[2] : double.NaN, BuiltInResult.SameAsBranches)
        {
            TakesMissing = true,
            TakesText = true,
        },
    };

    public static IEnumerable<string> Names => Functions.Keys;

    public static BuiltInSignature? Find(string name) => Functions.GetValueOrDefault(name);

    private static double Of(bool value) => value ? 1 : 0;

    private static double Not(double value) => 1 - value;

    private static double And(ReadOnlySpan<double> arguments) => And(arguments, negated: false);

    // A false argument decides, whatever the others; NaN stays unknown.
    private static double And(ReadOnlySpan<double> arguments, bool negated)
    {
        var result = 1.0;
        foreach (var argument in arguments)
        {
            var value = negated ? Not(argument) : argument;
            if (value == 0) return 0;
            if (double.IsNaN(value)) result = double.NaN;
        }
        return result;
    }

    private static bool IsIn(ReadOnlySpan<double> arguments)
    {
        foreach (var candidate in arguments[1..])
            if (candidate.Equals(arguments[0])) return true; // Equals: missing equals missing
        return false;
    }

    private static int Present(ReadOnlySpan<double> arguments)
    {
        var count = 0;
        foreach (var argument in arguments)
            if (!double.IsNaN(argument)) count++;
        return count;
    }

    private static double Fold(ReadOnlySpan<double> arguments, double start, Func<double, double, double> combine)
    {
        var result = start;
        foreach (var argument in arguments)
            if (!double.IsNaN(argument)) result = combine(result, argument);
        return Present(arguments) > 0 ? result : double.NaN;
    }

    private static double Median(ReadOnlySpan<double> arguments)
    {
        Span<double> values = stackalloc double[arguments.Length];
        var count = 0;
        foreach (var argument in arguments)
            if (!double.IsNaN(argument)) values[count++] = argument;
        if (count == 0) return double.NaN;
        values = values[..count];
        values.Sort();
        return count % 2 == 1 ? values[count / 2] : (values[(count / 2) - 1] + values[count / 2]) / 2;
    }

    // Kahan's forms: exact near 0, where 1 + x and exp(x) − 1 lose digits.
    private static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsPositiveInfinity(u) || u <= 0 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }

    private static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }
}
