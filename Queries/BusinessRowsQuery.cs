using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>Production, costs, budgets and rates as they are recorded, newest first.</summary>
public static class BusinessRowsQuery
{
    /// <summary>Days of production.</summary>
    public static Task<IReadOnlyList<ProductionRow>> ProductionAsync(
        IConditionStore store, BusinessFilter wanted, RegionScope scope, int limit, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        filter.OfRegion(wanted.Region);
        filter.Equal("asset", wanted.Asset);
        filter.Equal("basis", wanted.Kind);
        return RunAsync<ProductionRow>(store, filter, wanted, "day", "day DESC, asset, basis", limit, cancellationToken);
    }

    /// <summary>Costs.</summary>
    public static Task<IReadOnlyList<CostRow>> CostsAsync(
        IConditionStore store, BusinessFilter wanted, RegionScope scope, int limit, CancellationToken cancellationToken)
    {
        var filter = RowFilter.ByRegion(scope, wanted.Region);
        filter.Equal("department", wanted.Department);
        filter.Equal("asset", wanted.Asset);
        filter.Equal("kind", wanted.Kind);
        return RunAsync<CostRow>(store, filter, wanted, "day", "day DESC, region, reference", limit, cancellationToken);
    }

    /// <summary>Budgets.</summary>
    public static Task<IReadOnlyList<BudgetRow>> BudgetsAsync(
        IConditionStore store, BusinessFilter wanted, RegionScope scope, int limit, CancellationToken cancellationToken)
    {
        var filter = RowFilter.ByRegion(scope, wanted.Region);
        filter.Equal("department", wanted.Department);
        return RunAsync<BudgetRow>(store, filter, wanted, "month", "month DESC, region, department", limit, cancellationToken);
    }

    /// <summary>Rates; with those of all regions.</summary>
    public static Task<IReadOnlyList<RateRow>> RatesAsync(
        IConditionStore store, BusinessFilter wanted, RegionScope scope, int limit, CancellationToken cancellationToken)
    {
        var filter = RowFilter.ByRegion(scope, wanted.Region, orAll: true);
        filter.Equal("kind", wanted.Kind);
        return RunAsync<RateRow>(
            store, filter, wanted, "valid_from", "valid_from DESC, region, kind, failure_mode", limit, cancellationToken);
    }

    private static async Task<IReadOnlyList<TRow>> RunAsync<TRow>(IConditionStore store, RowFilter filter, BusinessFilter wanted,
        string time, string order, int limit, CancellationToken cancellationToken) where TRow : struct, ITableRow<TRow>
    {
        filter.From(time, wanted.From);
        filter.Before(time, wanted.To);
        var query = filter.Query($"SELECT {TRow.Table.ColumnList} FROM {TRow.Table.Name}", order, limit);
        return (await store.QueryAsync(query, cancellationToken)).Read<TRow>();
    }
}
