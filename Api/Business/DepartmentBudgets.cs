using Maintenance.Core.Business;
using Maintenance.Queries;

namespace Maintenance.Api.Business;

/// <summary>Budgets of a region: planned, spent, and forecast to the period's end from two years of spending.</summary>
internal sealed class DepartmentBudgets(RegionBooks books, string region, BusinessPeriod period)
{
    private readonly RegionSpending[] _spending = [.. books.Spending[region].Where(s => s.Day < period.To)];

    /// <summary>Newest day with a cost.</summary>
    public DateOnly? Until => _spending.Length == 0 ? null : _spending.Max(s => s.Day);

    /// <summary>All departments together.</summary>
    public DepartmentBudget Total() => Of("all", _ => true);

    /// <summary>Each department that has a budget or spent something.</summary>
    public IReadOnlyList<DepartmentBudget> Each() =>
    [
        .. books.Budgets[region].Select(b => b.Department).Concat(_spending.Select(s => s.Department)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(d => Of(d, other => other == d)),
    ];

    private DepartmentBudget Of(string name, Func<string, bool> isIt)
    {
        var planned = books.Budgets[region].Where(b => isIt(b.Department)).Select(b => (double?)b.Amount).ToArray();
        var spending = _spending.Where(s => isIt(s.Department)).ToArray();
        var spent = spending.Where(s => s.Day >= period.From).Sum(s => s.Amount);
        var forecast = Forecast(spending);
        return new DepartmentBudget(name, planned.Length == 0 ? null : Whole(planned.Sum()!.Value), Whole(spent)!.Value,
            Whole(spent + forecast.P10), Whole(spent + forecast.Median), Whole(spent + forecast.P90));
    }

    // A day without a cost between days with one cost nothing.
    private PeriodForecast Forecast(RegionSpending[] spending)
    {
        if (Until is not { } until || spending.Length == 0) return PeriodForecast.Unknown;
        var left = period.To.DayNumber - until.DayNumber - 1;
        if (left <= 0) return new PeriodForecast(0, 0);
        var from = _spending.Min(s => s.Day);
        var daily = new double[until.DayNumber - from.DayNumber + 1];
        foreach (var cost in spending) daily[cost.Day.DayNumber - from.DayNumber] += cost.Amount;
        // The days between the newest cost and the period's beginning are forecast too, and are not the period's.
        return TrendForecast.Of(daily, left, TrendAssumptions.Spending).Of(Math.Min(left, period.Days) / (double)left);
    }

    private static double? Whole(double money) => double.IsFinite(money) ? Math.Round(money, MidpointRounding.AwayFromZero) : null;
}
