namespace Maintenance.Core.Business;

/// <summary>
/// Forecast of the total of coming days from the daily totals before: a local level with drift (Harvey 1989, <i>Forecasting, structural
/// time series models</i>) over weeks. Level and noise variance come from the variogram of the detrended weeks, the level from a Kalman
/// filter, the drift from regression shrunk to what fields usually do. Deterministic.
/// </summary>
public static class TrendForecast
{
    private const int Week = 7;
    private const int LeastWeeks = 8;
    private const int MostWeeks = 104;
    private const int BlockWeeks = 4;
    private const int DriftBlocks = 13;
    private const int LongLag = 8;

    /// <summary>Fewest days from which a forecast is made.</summary>
    public const int LeastDays = LeastWeeks * Week;

    /// <summary>Forecasts a total.</summary>
    /// <param name="daily">Totals of the days before, oldest first, without gaps; NaN: not told, which is left out of its week.</param>
    /// <param name="days">Days to come, at least 1.</param>
    /// <param name="assumed">What is assumed of such a series.</param>
    /// <returns><see cref="PeriodForecast.Unknown"/> from less than <see cref="LeastDays"/> or from nothing but zeros.</returns>
    public static PeriodForecast Of(ReadOnlySpan<double> daily, int days, TrendAssumptions assumed)
    {
        var weeks = Weeks(daily);
        if (weeks.Length < LeastWeeks) return PeriodForecast.Unknown;
        var (drift, driftVariance) = (assumed.Drift, assumed.DriftDeviation * assumed.DriftDeviation);
        var (level, noise) = Variances(Detrended(weeks, drift), assumed);
        if (Regression(weeks) is { } found)
        {
            var n = (double)Math.Min(weeks.Length, DriftBlocks * BlockWeeks);
            var variance = 6 * level / (5 * n) + 12 * noise / (n * n * n);
            var weight = driftVariance / (driftVariance + variance);
            drift += weight * (found - drift);
            driftVariance *= 1 - weight;
        }
        var detrended = Detrended(weeks, drift);
        (level, noise) = Variances(detrended, assumed);
        var (now, uncertainty) = Level(detrended, level, noise);
        if (!(now > 0)) return PeriodForecast.Unknown;
        var ahead = days / (double)Week;
        // Sum of exp(drift · w) for the days to come, the last week's middle being half a week ago.
        var total = 0.0;
        for (var day = 0; day < days; day++) total += now / Week * Math.Exp(drift * ((day + 0.5) / Week + 0.5));
        var half = ahead / 2 + 0.5;
        var relative = uncertainty + level * ahead / 3 + noise / ahead + driftVariance * half * half;
        var spread = assumed.Width * Math.Sqrt(Math.Log(1 + relative));
        return new PeriodForecast(total * Math.Exp(-spread * spread / 2), spread);
    }

    // Totals of the whole weeks up to the end, oldest first; a week of which days are missing by its mean, without any NaN.
    private static double[] Weeks(ReadOnlySpan<double> daily)
    {
        var weeks = new double[Math.Min(MostWeeks, daily.Length / Week)];
        for (var w = 0; w < weeks.Length; w++)
        {
            var (sum, told) = (0.0, 0);
            foreach (var value in daily.Slice(daily.Length - (weeks.Length - w) * Week, Week))
                if (!double.IsNaN(value)) (sum, told) = (sum + value, told + 1);
            weeks[w] = told == 0 ? double.NaN : sum * Week / told;
        }
        return weeks;
    }

    // As if every week were of the last one's time.
    private static double[] Detrended(double[] weeks, double drift) =>
        [.. weeks.Select((x, w) => x * Math.Exp(drift * (weeks.Length - 1 - w)))];

    // Slope of the logarithm of four-week totals of the last year, a week; null from fewer than three.
    private static double? Regression(double[] weeks)
    {
        var blocks = Math.Min(DriftBlocks, weeks.Length / BlockWeeks);
        var (n, sumX, sumY, sumXx, sumXy) = (0, 0.0, 0.0, 0.0, 0.0);
        for (var b = 0; b < blocks; b++)
        {
            var total = weeks.AsSpan(weeks.Length - (blocks - b) * BlockWeeks, BlockWeeks);
            var y = Math.Log(total[0] + total[1] + total[2] + total[3]);
            if (!double.IsFinite(y)) continue;
            n++;
            sumX += b;
            sumY += y;
            sumXx += (double)b * b;
            sumXy += b * y;
        }
        return n < 3 ? null : (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX) / BlockWeeks;
    }

    // Relative variances a week of the level's steps and of the noise around it.
    private static (double Level, double Noise) Variances(double[] weeks, TrendAssumptions assumed)
    {
        var mean = weeks.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        var (near, far) = (Variogram(weeks, 1), Variogram(weeks, LongLag));
        var least = assumed.LevelDeviation * assumed.LevelDeviation;
        var most = assumed.MostLevelDeviation * assumed.MostLevelDeviation;
        var level = Math.Clamp(2 * (far - near) / (LongLag - 1) / (mean * mean), least, most);
        var noise = Math.Max(least / 10, near / (mean * mean) - level / 2);
        return (level, noise);
    }

    private static double Variogram(double[] weeks, int lag)
    {
        var (sum, count) = (0.0, 0);
        for (var w = lag; w < weeks.Length; w++)
            if (weeks[w] - weeks[w - lag] is var step && !double.IsNaN(step)) (sum, count) = (sum + step * step, count + 1);
        return count == 0 ? 0 : sum / count / 2;
    }

    // The newest level and its relative variance.
    private static (double Level, double Variance) Level(double[] weeks, double level, double noise)
    {
        var (now, variance) = (double.NaN, double.PositiveInfinity);
        foreach (var week in weeks)
        {
            variance += level;
            if (double.IsNaN(week)) continue;
            var gain = double.IsInfinity(variance) ? 1 : variance / (variance + noise);
            now = double.IsNaN(now) ? week : now + gain * (week - now);
            variance = double.IsInfinity(variance) ? noise : (1 - gain) * variance;
        }
        return (now, variance);
    }
}
