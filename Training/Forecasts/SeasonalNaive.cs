using Maintenance.Core.Business;

namespace Maintenance.Training.Forecasts;

/// <summary>
/// The forecast to beat: the total of the same weekdays a year before, with the spread by which four-week totals of the last year differed
/// from those of the year before it (Hyndman and Athanasopoulos, <i>Forecasting: principles and practice</i>, 5.2).
/// </summary>
public static class SeasonalNaive
{
    private const int Year = 364;
    private const int Window = 28;

    /// <summary>Forecasts a total.</summary>
    /// <param name="daily">Totals of the days before, at least two years.</param>
    /// <param name="days">Days to come, at most a year.</param>
    public static PeriodForecast Of(ReadOnlySpan<double> daily, int days)
    {
        var median = Sum(daily.Slice(daily.Length - Year, Math.Min(days, Year)));
        if (days > Year) median *= (double)days / Year;
        var (sum, count) = (0.0, 0);
        for (var end = daily.Length; end - Window - Year >= 0 && end > daily.Length - Year; end -= Window)
        {
            var change = Math.Log(Sum(daily.Slice(end - Window, Window)) / Sum(daily.Slice(end - Window - Year, Window)));
            if (double.IsFinite(change)) (sum, count) = (sum + change * change, count + 1);
        }
        return new PeriodForecast(median, count == 0 ? 0 : Math.Sqrt(sum / count));
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
