using System.Globalization;
using Maintenance.Core.Business;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Fields;

/// <summary>
/// The fields of one region, day by day, from a seed: wells that decline, fail and are worked over, weather, regimes that change without
/// notice, and what all of it costs. The same seed, assets and start give the same days.
/// </summary>
public sealed class SimulatedField
{
    private const double RegimesPerYear = 1.2;
    private readonly List<FieldDay> _days = [];
    private readonly List<FieldCost> _costs = [];
    private SeededRandom _random;

    /// <param name="seed">Seed.</param>
    /// <param name="assets">Assets, in their order.</param>
    /// <param name="start">First day.</param>
    /// <param name="days">Number of days.</param>
    public SimulatedField(ulong seed, IReadOnlyList<string> assets, DateOnly start, int days)
    {
        _random = new SeededRandom(seed, -1, SeededRandom.Purpose.Field, 0);
        SimulatedWell[] wells = [.. assets.Select((a, i) => new SimulatedWell(a, seed, i))];
        var weather = _random.Between(0, 1.5);
        var inflation = _random.Between(0, 0.06) / 365;
        var (rate, passing, passingDays, prices) = (1.0, 1.0, 0, 1.0);
        for (var i = 0; i < days; i++)
        {
            var day = start.AddDays(i);
            if (_random.NextUnit() < RegimesPerYear / 365)
            {
                if (_random.NextUnit() < 0.5) rate *= _random.Between(0.8, 1.12);
                else (passing, passingDays) = (_random.Between(0.5, 0.95), 20 + _random.Below(100));
            }
            if (passingDays-- <= 0) passing = 1;
            prices *= 1 + inflation;
            var winter = 0.5 + 0.5 * Math.Cos(2 * Math.PI * (day.DayOfYear - 15) / 365.25);
            var condition = new FieldCondition(rate * passing, 1 + weather * (winter - 0.5), prices);
            foreach (var well in wells) _days.Add(well.Live(day, condition, _costs));
            if (day.DayOfWeek == DayOfWeek.Monday)
                _costs.Add(new FieldCost("OPS-" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), "drilling", Asset: null, day,
                    CostKinds.Operation,
                    Math.Round(FieldRates.WeekOfOperation * wells.Length * prices * Math.Exp(0.05 * _random.NextNormal()))));
        }
    }

    /// <summary>Days by day and asset.</summary>
    public IReadOnlyList<FieldDay> Days => _days;

    /// <summary>Costs by day.</summary>
    public IReadOnlyList<FieldCost> Costs => _costs;
}
