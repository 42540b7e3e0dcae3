namespace Maintenance.Core.Business;

/// <summary>
/// When an asset fails, as a distribution: log-normal through P10, P50 and P90 of the remaining life, each side with its own spread (the
/// quantiles of a model are rarely symmetric), times the probability that it fails at all.
/// </summary>
/// <param name="P10Hours">With probability 10 % it lasts at most this, hours, more than 0.</param>
/// <param name="P50Hours">Median.</param>
/// <param name="P90Hours">With probability 90 % it lasts at most this.</param>
/// <param name="Probability">That there is a fault which ends in a failure, 0 to 1.</param>
public readonly record struct FailureTime(double P10Hours, double P50Hours, double P90Hours, double Probability = 1)
{
    // Of the standard normal distribution.
    private const double Z90 = 1.2815515655446004;
    private const double LeastHours = 0.01;
    private const double LeastSpread = 0.05;

    /// <summary>P(failure within the time), 0 to 1.</summary>
    /// <param name="hours">Operating hours from now.</param>
    public double ProbabilityBefore(double hours)
    {
        if (!(hours > 0)) return 0;
        var median = Math.Log(Math.Max(P50Hours, LeastHours));
        var x = Math.Log(hours);
        var edge = Math.Log(Math.Max(x < median ? P10Hours : P90Hours, LeastHours));
        var spread = Math.Max(Math.Abs(edge - median) / Z90, LeastSpread);
        return Probability * Normal.Cumulative((x - median) / spread);
    }
}
