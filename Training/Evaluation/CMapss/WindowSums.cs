namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>
/// Means and slopes of a series over windows that end at any position, in constant time each. Windows are shorter at the start.
/// </summary>
internal sealed class WindowSums
{
    private readonly double[] _sum;
    private readonly double[] _weighted;

    public WindowSums(ReadOnlySpan<double> series)
    {
        _sum = new double[series.Length + 1];
        _weighted = new double[series.Length + 1];
        for (var t = 0; t < series.Length; t++)
        {
            _sum[t + 1] = _sum[t] + series[t];
            _weighted[t + 1] = _weighted[t] + t * series[t];
        }
    }

    /// <summary>Mean of the last <paramref name="window"/> values up to position <paramref name="t"/>.</summary>
    public double Mean(int t, int window)
    {
        var n = Math.Min(window, t + 1);
        return (_sum[t + 1] - _sum[t + 1 - n]) / n;
    }

    /// <summary>Least-squares slope per position over the same values; NaN for fewer than five.</summary>
    public double Slope(int t, int window)
    {
        var n = Math.Min(window, t + 1);
        if (n < 5) return double.NaN;
        var middle = t - (n - 1) / 2.0;
        var sum = _sum[t + 1] - _sum[t + 1 - n];
        var weighted = _weighted[t + 1] - _weighted[t + 1 - n];
        return (weighted - middle * sum) / (n * ((double)n * n - 1) / 12);
    }
}
