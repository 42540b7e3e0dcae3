namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>
/// A parameter's product: 1 where a factor has its category (or what its contrast matrix says), times covariates to their powers.
/// </summary>
internal sealed record RegressionTerm(RegressionTerm.Part[] Parts)
{
    /// <summary>NaN where a field is missing, or a category unknown to a contrast matrix.</summary>
    public double Evaluate(ReadOnlySpan<double> frame)
    {
        var product = 1.0;
        foreach (var part in Parts)
        {
            var x = frame[part.Slot];
            if (double.IsNaN(x)) return double.NaN;
            product *= part.Of(x);
        }
        return product;
    }

    /// <summary>Σ weight × term; terms of weight 0 are skipped, so that missing values there do not matter.</summary>
    public static double Sum(ReadOnlySpan<double> frame, RegressionTerm[] terms, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i++)
            if (weights[i] != 0) sum += weights[i] * terms[i].Evaluate(frame);
        return sum;
    }

    /// <summary>A cell of the PPMatrix.</summary>
    /// <param name="Slot">Field.</param>
    /// <param name="Value">Category of a factor, power of a covariate.</param>
    /// <param name="IsFactor">True for a factor, false for a covariate.</param>
    /// <param name="Contrast">Contrast of each category; null for 1 for its own and 0 for the others.</param>
    internal readonly record struct Part(int Slot, double Value, bool IsFactor, (double Category, double Weight)[]? Contrast)
    {
        public double Of(double x)
        {
            if (Contrast is not null) return WeightOf(x, Contrast);
            return IsFactor ? x == Value ? 1 : 0 : Value == 1 ? x : Math.Pow(x, Value);
        }

        private static double WeightOf(double x, (double Category, double Weight)[] contrast)
        {
            foreach (var (category, weight) in contrast)
                if (category == x) return weight;
            return double.NaN;
        }
    }
}
