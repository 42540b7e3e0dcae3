namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>Exact one-sided 95 % bounds of counts, by bisection of the distribution itself.</summary>
internal static class ExactBounds
{
    private const double Doubt = 0.05;

    /// <summary>
    /// Upper bound of the mean of a Poisson count: the mean at which so few events or fewer have probability 0.05, half the 95 % quantile
    /// of χ² with 2·(events + 1) degrees of freedom. 0 events: 2.996.
    /// </summary>
    public static double PoissonUpper(int events) => Bisect(0, (2 * events) + 10, mean => AtMost(events, mean) > Doubt);

    /// <summary>Lower bound of a share (Clopper–Pearson): 20 of 20: 0.861. 0 when none.</summary>
    public static double ShareLower(int successes, int trials) => successes == 0
        ? 0 : Bisect(0, 1, share => AtLeast(successes, trials, share) < Doubt);

    private static double Bisect(double low, double high, Func<double, bool> isBelow)
    {
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (isBelow(middle)) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    private static double AtMost(int events, double mean)
    {
        var (term, sum) = (Math.Exp(-mean), 0.0);
        for (var i = 0; i <= events; i++)
        {
            sum += term;
            term *= mean / (i + 1);
        }
        return sum;
    }

    private static double AtLeast(int successes, int trials, double share)
    {
        var sum = 0.0;
        for (var i = successes; i <= trials; i++)
        {
            var log = 0.0;
            for (var j = 1; j <= i; j++) log += Math.Log((double)(trials - i + j) / j);
            sum += Math.Exp(log + (i * Math.Log(share)) + (i == trials ? 0 : (trials - i) * Math.Log(1 - share)));
        }
        return sum;
    }
}
