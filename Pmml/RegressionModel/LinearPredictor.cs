namespace Maintenance.Pmml.RegressionModel;

/// <summary>
/// A RegressionTable ready to run. A missing number makes the sum missing; a missing category adds nothing (PMML 4.4, RegressionModel).
/// </summary>
internal sealed class LinearPredictor(
    double intercept, LinearPredictor.Power[] powers, LinearPredictor.Indicator[] indicators, LinearPredictor.Product[] products,
    bool single)
{
    public IReadOnlyList<Power> Powers => powers;

    public double Intercept => intercept;

    /// <summary>True when all terms are coefficient × field, to the first power.</summary>
    public bool IsLinear => indicators.Length == 0 && products.Length == 0 && Array.TrueForAll(powers, p => p.Exponent == 1);

    public double Evaluate(ReadOnlySpan<double> frame)
    {
        var sum = 0.0;
        foreach (var power in powers)
        {
            var x = frame[power.Slot];
            sum = Add(sum, power.Coefficient * (power.Exponent == 1 ? x : Math.Pow(x, power.Exponent)));
        }
        foreach (var indicator in indicators)
            if (frame[indicator.Slot] == indicator.Value) sum = Add(sum, indicator.Coefficient);
        foreach (var product in products)
        {
            var term = product.Coefficient;
            foreach (var slot in product.Slots) term *= frame[slot];
            sum = Add(sum, term);
        }
        return Add(sum, intercept);
    }

    private double Add(double sum, double term) => single ? (float)sum + (float)term : sum + term;

    /// <summary>Coefficient × field to a power.</summary>
    internal readonly record struct Power(int Slot, double Coefficient, double Exponent);

    /// <summary>Coefficient where the field equals the value.</summary>
    internal readonly record struct Indicator(int Slot, double Value, double Coefficient);

    /// <summary>Coefficient × product of fields.</summary>
    internal sealed record Product(int[] Slots, double Coefficient);
}
