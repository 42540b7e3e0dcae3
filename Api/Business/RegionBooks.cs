using Maintenance.Core.Assets;
using Maintenance.Core.Business;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;

namespace Maintenance.Api.Business;

/// <summary>What the store knows of the regions of a user, read once for all of them.</summary>
internal sealed record RegionBooks
{
    /// <summary>Days of history that forecasts rest on.</summary>
    public const int HistoryDays = 730;

    private const int RecentDays = 14;
    private const int MaxRows = 100_000;

    public required ILookup<string, RegionDay> Days { get; init; }

    public required ILookup<string, RegionSpending> Spending { get; init; }

    public required ILookup<string, (string Department, double Amount)> Budgets { get; init; }

    public required RateTable Rates { get; init; }

    public required IReadOnlyDictionary<string, double> OilPerDay { get; init; }

    public required IReadOnlyList<MaintenanceRecord> Records { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="registry">Assets.</param>
    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="period">The period.</param>
    /// <param name="today">UTC day.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<RegionBooks> ReadAsync(IConditionStore store, AssetRegistry registry, RegionScope scope, BusinessPeriod period,
        DateOnly today, CancellationToken cancellationToken)
    {
        var from = Start(Earlier(period.From, today.AddDays(-HistoryDays)));
        var days = await RegionBusinessQuery.DaysAsync(store, scope, from, Start(period.To), cancellationToken);
        var costs = await RegionBusinessQuery.SpendingAsync(store, scope, from, Start(period.To), cancellationToken);
        var orders = await WorkOrdersQuery.ListAsync(
            store, new WorkOrderFilter { States = [WorkOrderStates.Done] }, scope, MaxRows, cancellationToken);
        var replaced = (await RegionBusinessQuery.ReplacedOrdersAsync(store, cancellationToken)).ToHashSet();
        var budgets = await BusinessRowsQuery.BudgetsAsync(
            store, new BusinessFilter { From = Start(period.From), To = Start(period.To) }, scope, MaxRows, cancellationToken);
        var rates = await BusinessRowsQuery.RatesAsync(store, new BusinessFilter(), scope, MaxRows, cancellationToken);
        var records = await MaintenanceRecordsQuery.OfAllAsync(store, cancellationToken);
        return new RegionBooks
        {
            Days = days.ToLookup(d => d.Region, StringComparer.OrdinalIgnoreCase),
            Spending = costs.Concat(orders.Where(o => !replaced.Contains(o.Number)).Select(o => Of(o, registry)).OfType<RegionSpending>())
                .ToLookup(c => c.Region, StringComparer.OrdinalIgnoreCase),
            Budgets = budgets.ToLookup(b => b.Region, b => (b.Department, b.Amount), StringComparer.OrdinalIgnoreCase),
            Rates = new RateTable(rates.Select(r =>
                new Rate(r.Region, r.Kind, r.FailureMode, DayOf(r.ValidFromUnixMicros), r.Amount))),
            OilPerDay = await RegionBusinessQuery.OilPerDayAsync(store, scope, Start(today.AddDays(-RecentDays)), cancellationToken),
            Records = [.. records.Where(r => !r.Withdrawn && DayOf(r.EventTimeUnixMicros) is var day && day >= period.From
                && day < period.To)],
        };
    }

    /// <summary>UTC day of a time.</summary>
    public static DateOnly DayOf(long unixMicros) => DateOnly.FromDateTime(UnixMicros.ToUtc(unixMicros));

    private static RegionSpending? Of(WorkOrder order, AssetRegistry registry) =>
        order.Cost > 0 && registry.TryGet(order.Asset, out var asset)
            ? new RegionSpending(asset.Region, "maintenance", DayOf(order.ClosedUnixMicros), order.Cost) : null;

    private static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
