using Maintenance.Core.Assets;
using Maintenance.Core.Business;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// Production and spending of regions by day: summed in the store, so that a page reads a few hundred rows a region, however many drills
/// it has.
/// </summary>
public static class RegionBusinessQuery
{
    /// <summary>Production by region, day and basis.</summary>
    public static async Task<IReadOnlyList<RegionDay>> DaysAsync(
        IConditionStore store, RegionScope scope, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope, "p.asset");
        filter.From("p.day", from);
        filter.Before("p.day", to);
        var query = filter.Groups(
            "SELECT a.region AS region, p.day AS day, p.basis AS basis, sum(p.oil_m3) AS oil, sum(p.drilled_m) AS drilled, "
                + "sum(p.npt_hours) AS npt, sum(p.planned_downtime_hours) AS planned, sum(CASE WHEN p.npt_hours IS NULL AND "
                + "p.planned_downtime_hours IS NULL THEN 0.0 ELSE 24.0 END) AS hours "
                + "FROM production AS p JOIN asset AS a ON a.asset = p.asset",
            "a.region, p.day, p.basis");
        return (await store.QueryAsync(query, cancellationToken)).Read(r => new RegionDay(
            r.Text("region"), DateOnly.FromDateTime(r.Time("day")), r.Text("basis"), r.DoublePrecision("oil"), r.DoublePrecision("drilled"),
            r.DoublePrecision("npt"), r.DoublePrecision("planned"), r.DoublePrecision("hours")));
    }

    /// <summary>Costs by region, department and day; without the work orders' own.</summary>
    public static async Task<IReadOnlyList<RegionSpending>> SpendingAsync(
        IConditionStore store, RegionScope scope, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var filter = RowFilter.ByRegion(scope, region: null);
        filter.From("day", from);
        filter.Before("day", to);
        var query = filter.Groups("SELECT region, department, day, sum(amount) AS amount FROM cost", "region, department, day");
        return (await store.QueryAsync(query, cancellationToken)).Read(r => new RegionSpending(
            r.Text("region"), r.Text("department"), DateOnly.FromDateTime(r.Time("day")), r.DoublePrecision("amount")));
    }

    /// <summary>Budgets of the months in a period, by region and department.</summary>
    public static async Task<IReadOnlyList<(string Region, string Department, double Amount)>> BudgetsAsync(
        IConditionStore store, RegionScope scope, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var filter = RowFilter.ByRegion(scope, region: null);
        filter.From("month", from);
        filter.Before("month", to);
        var query = filter.Groups("SELECT region, department, sum(amount) AS amount FROM budget", "region, department");
        return (await store.QueryAsync(query, cancellationToken))
            .Read(r => (r.Text("region"), r.Text("department"), r.DoublePrecision("amount")));
    }

    /// <summary>Rates that hold on a day: of each region, kind and failure mode the newest, with those of all regions.</summary>
    public static async Task<IReadOnlyList<RateRow>> RatesAsync(
        IConditionStore store, RegionScope scope, DateTime day, CancellationToken cancellationToken)
    {
        var filter = RowFilter.ByRegion(scope, region: null, orAll: true);
        filter.Holds("valid_from <= ? AND NOT EXISTS (SELECT 1 FROM rate AS later WHERE later.region = rate.region AND "
            + "later.kind = rate.kind AND later.failure_mode = rate.failure_mode AND later.valid_from > rate.valid_from AND "
            + "later.valid_from <= ?)", day, day);
        var query = filter.All($"SELECT {RateRow.Table.ColumnList} FROM rate", "region, kind, failure_mode");
        return (await store.QueryAsync(query, cancellationToken)).Read<RateRow>();
    }

    /// <summary>Money of the costs that were recorded since a time, and spent since a day, by region.</summary>
    public static async Task<IReadOnlyList<(string Region, double Amount)>> RecordedSinceAsync(
        IConditionStore store, RegionScope scope, DateTime since, DateTime spentSince, CancellationToken cancellationToken)
    {
        var filter = RowFilter.ByRegion(scope, region: null);
        filter.From("recorded", since);
        filter.From("day", spentSince);
        return (await store.QueryAsync(filter.Groups("SELECT region, sum(amount) AS amount FROM cost", "region"), cancellationToken))
            .Read(r => (r.Text("region"), r.DoublePrecision("amount")));
    }

    /// <summary>Numbers of the work orders whose own cost a recorded cost replaces.</summary>
    public static async Task<IReadOnlyList<long>> ReplacedOrdersAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery("SELECT DISTINCT work_order FROM cost WHERE work_order > 0"), cancellationToken))
            .Read(r => r.Whole("work_order"));

    /// <summary>Mean oil of an asset a day since a day, m³.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> OilPerDayAsync(
        IConditionStore store, RegionScope scope, DateTime from, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        filter.From("day", from);
        filter.Equal("basis", ProductionBases.Actual);
        var query = filter.Groups("SELECT asset, avg(oil_m3) AS oil FROM production", "asset");
        return (await store.QueryAsync(query, cancellationToken)).Read(r => (Asset: r.Text("asset"), Oil: r.DoublePrecision("oil")))
            .ToDictionary(r => r.Asset, r => r.Oil, StringComparer.Ordinal);
    }
}
