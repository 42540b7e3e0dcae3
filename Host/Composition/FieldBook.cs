using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Simulator.Fields;

namespace Maintenance.Host.Composition;

/// <summary>What the crew of simulated fields has to tell: the same from the same seed, drills and first day.</summary>
/// <param name="Production">Days, actual and planned.</param>
/// <param name="Costs">Costs.</param>
/// <param name="Budgets">Budgets of the years.</param>
/// <param name="Rates">Prices and rates.</param>
internal sealed record FieldBook(
    IReadOnlyList<ProductionRow> Production, IReadOnlyList<CostRow> Costs, IReadOnlyList<BudgetRow> Budgets, IReadOnlyList<RateRow> Rates)
{
    /// <summary>The beginning of last year, where the fields of a new installation begin.</summary>
    public static DateOnly FirstDay(DateOnly today) => new(today.Year - 1, 1, 1);

    /// <summary>What was not told yet.</summary>
    /// <param name="rows">Makes the rows.</param>
    /// <param name="assets">Drills of the fleet.</param>
    /// <param name="seed">Seed of the fleet.</param>
    /// <param name="first">First day of the fields.</param>
    /// <param name="after">Newest day that was told; <see cref="DateOnly.MinValue"/> when none was.</param>
    /// <param name="today">UTC day: days before it are over, plans reach to the end of its year.</param>
    public static FieldBook After(
        FieldRows rows, IEnumerable<Asset> assets, ulong seed, DateOnly first, DateOnly after, DateOnly today)
    {
        var (production, costs, budgets) = (new List<ProductionRow>(), new List<CostRow>(), new List<BudgetRow>());
        var regions = assets.GroupBy(a => a.Region, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var (index, region) in regions.Index())
        {
            string[] ids = [.. region.Select(a => a.Id.Value)];
            var field = new SimulatedField(
                seed * 100 + (ulong)index, ids, first, new DateOnly(today.Year + 1, 1, 1).DayNumber - first.DayNumber);
            foreach (var day in field.Days.Where(d => d.Day > after))
            {
                if (day.Day < today) production.Add(rows.Actual(day));
                if (day.Day < today || after.Year < today.Year) production.Add(rows.Plan(day));
            }
            costs.AddRange(field.Costs.Where(c => c.Day > after && c.Day < today).Select(c => rows.Cost(region.Key, c)));
            for (var year = first.Year; year <= today.Year; year++) budgets.AddRange(rows.Budgets(region.Key, year, ids.Length));
        }
        return new FieldBook(production, costs, budgets, [.. rows.Rates(first)]);
    }
}
