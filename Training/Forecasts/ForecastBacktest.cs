using Maintenance.Core.Business;
using Maintenance.Simulator.Fields;

namespace Maintenance.Training.Forecasts;

/// <summary>
/// Forecasts what a simulated region produces and spends until its year ends, four times a year, from the two years before, and compares
/// with what came. The forecaster is told the daily totals alone: no workover, shut-in or regime.
/// </summary>
public static class ForecastBacktest
{
    /// <summary>First seed that figures are reported of; those below 1000 are for tuning.</summary>
    public const ulong FirstSeed = 1001;

    private const int History = 2 * 365;
    private const int Year = 365;
    private static readonly DateOnly Start = new(2023, 1, 1);
    private static readonly int[] Origins = [0, 91, 182, 273];

    /// <summary>Measures.</summary>
    /// <param name="firstSeed">Seed of the first year; each further year has the next.</param>
    /// <param name="years">Number of years.</param>
    /// <param name="assets">Drills of a region.</param>
    /// <param name="cancellationToken">Cancels between years.</param>
    public static IReadOnlyList<ForecastFigures> Run(ulong firstSeed, int years, int assets, CancellationToken cancellationToken)
    {
        var production = new Pair("production", TrendAssumptions.Production);
        var spending = new Pair("spending", TrendAssumptions.Spending);
        string[] names = [.. Enumerable.Range(1, assets).Select(i => $"D{i}")];
        for (var y = 0; y < years; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var field = new SimulatedField(firstSeed + (ulong)y, names, Start, History + Year);
            production.Add(Totals(field.Days.Select(d => (d.Day, d.OilM3))));
            spending.Add(Totals(field.Costs.Select(c => (c.Day, c.Amount))));
        }
        return [production.Figures(), spending.Figures()];
    }

    private static double[] Totals(IEnumerable<(DateOnly Day, double Value)> values)
    {
        var totals = new double[History + Year];
        foreach (var (day, value) in values) totals[day.DayNumber - Start.DayNumber] += value;
        return totals;
    }

    private sealed class Pair(string quantity, TrendAssumptions assumed)
    {
        private readonly ForecastScore _ours = new();
        private readonly ForecastScore _naive = new();

        public void Add(double[] totals)
        {
            foreach (var origin in Origins)
            {
                var known = totals.AsSpan(0, History + origin);
                var came = totals.AsSpan(History + origin);
                var total = 0.0;
                foreach (var value in came) total += value;
                _ours.Add(TrendForecast.Of(known, came.Length, assumed), total);
                _naive.Add(SeasonalNaive.Of(known, came.Length), total);
            }
        }

        public ForecastFigures Figures() => new(quantity, _ours.Count, _ours.Coverage, _ours.Below, _ours.Above, _ours.Width, _ours.Crps,
            _naive.Coverage, _naive.Width, _naive.Crps);
    }
}
