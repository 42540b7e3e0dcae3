namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>How two curves of specific energy agree.</summary>
internal static class PairFigures
{
    /// <summary>Figures of readings in which both are greater than 0; at least one.</summary>
    public static EnergyFigures Of(
        string well, double bitDiameterM, string from, double impliedM, IReadOnlyList<(double Ours, double Theirs)> pairs)
    {
        var errors = pairs.Select(p => Math.Abs(p.Ours - p.Theirs) / p.Theirs).Order().ToList();
        return new EnergyFigures(
            well, double.IsNaN(bitDiameterM) ? null : bitDiameterM, from, impliedM, pairs.Count, Correlation(pairs),
            Correlation([.. pairs.Select(p => (Math.Log(p.Ours), Math.Log(p.Theirs)))]), Median(errors)!.Value,
            errors[(errors.Count - 1) * 9 / 10], Median([.. pairs.Select(p => p.Ours / p.Theirs)])!.Value);
    }

    /// <summary>Median; null without values.</summary>
    public static double? Median(List<double> values)
    {
        if (values.Count == 0) return null;
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static double? Correlation(IReadOnlyList<(double X, double Y)> pairs)
    {
        if (pairs.Count < 3) return null;
        var (x, y) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        var spread = Math.Sqrt(pairs.Sum(p => (p.X - x) * (p.X - x)) * pairs.Sum(p => (p.Y - y) * (p.Y - y)));
        return spread > 0 ? pairs.Sum(p => (p.X - x) * (p.Y - y)) / spread : null;
    }
}
