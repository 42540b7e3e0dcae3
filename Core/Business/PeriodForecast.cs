namespace Maintenance.Core.Business;

/// <summary>A total that is not known yet: log-normal.</summary>
/// <param name="Median">P50, at least 0.</param>
/// <param name="Spread">Standard deviation of its logarithm.</param>
public readonly record struct PeriodForecast(double Median, double Spread)
{
    /// <summary>Nothing can be said.</summary>
    public static PeriodForecast Unknown { get; } = new(double.NaN, double.NaN);

    /// <summary>With probability 10 % it is at most this.</summary>
    public double P10 => Quantile(0.1);

    /// <summary>With probability 90 % it is at most this.</summary>
    public double P90 => Quantile(0.9);

    /// <summary>Of a part of the days that are forecast.</summary>
    /// <param name="part">0 to 1.</param>
    public PeriodForecast Of(double part) => this with { Median = Median * part };

    /// <summary>With this probability the total is at most the result.</summary>
    public double Quantile(double probability) => Median * Math.Exp(Spread * Normal.Quantile(probability));
}
