using System.Runtime.InteropServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Business;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Business;

/// <summary>What the store knows of the regions of a user, read once for all of them.</summary>
internal sealed record RegionBooks
{
    /// <summary>Days of history that forecasts rest on.</summary>
    public const int HistoryDays = 730;

    private const int RecentDays = 14;
    private const int PageRows = 10_000;

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
        var orders = await OrdersAsync(store, registry, scope, from, cancellationToken);
        var budgets = await RegionBusinessQuery.BudgetsAsync(store, scope, Start(period.From), Start(period.To), cancellationToken);
        var rates = await RegionBusinessQuery.RatesAsync(store, scope, Start(today), cancellationToken);
        var records = await MaintenanceRecordsQuery.OfAllAsync(store, cancellationToken);
        return new RegionBooks
        {
            Days = days.ToLookup(d => d.Region, StringComparer.OrdinalIgnoreCase),
            Spending = costs.Concat(orders).ToLookup(c => c.Region, StringComparer.OrdinalIgnoreCase),
            Budgets = budgets.ToLookup(b => b.Region, b => (b.Department, b.Amount), StringComparer.OrdinalIgnoreCase),
            Rates = new RateTable(rates.Select(r =>
                new Rate(r.Region, r.Kind, r.FailureMode, DayOf(r.ValidFromUnixMicros), r.Amount))),
            OilPerDay = await RegionBusinessQuery.OilPerDayAsync(store, scope, Start(today.AddDays(-RecentDays)), cancellationToken),
            Records = [.. records.Where(r => !r.Withdrawn && DayOf(r.EventTimeUnixMicros) is var day && day >= period.From
                && day < period.To)],
        };
    }

    // Of each region and day the sum: a page of orders at a time is in memory, however many there are.
    private static async Task<IEnumerable<RegionSpending>> OrdersAsync(IConditionStore store, AssetRegistry registry, RegionScope scope,
        DateTime from, CancellationToken cancellationToken)
    {
        var replaced = (await RegionBusinessQuery.ReplacedOrdersAsync(store, cancellationToken)).ToHashSet();
        var sums = new Dictionary<(string Region, DateOnly Day), double>();
        var after = 0L;
        while (true)
        {
            var page = await WorkOrdersQuery.DoneSinceAsync(store, scope, from, after, PageRows, cancellationToken);
            foreach (var order in page.Where(o => o.Cost > 0 && !replaced.Contains(o.Number)))
                if (registry.TryGet(order.Asset, out var asset))
                    CollectionsMarshal.GetValueRefOrAddDefault(sums, (asset.Region, DayOf(order.ClosedUnixMicros)), out _) += order.Cost;
            if (page.Count < PageRows) return sums.Select(s => new RegionSpending(s.Key.Region, "maintenance", s.Key.Day, s.Value));
            after = page[^1].Number;
        }
    }

    /// <summary>UTC day of a time.</summary>
    public static DateOnly DayOf(long unixMicros) => DateOnly.FromDateTime(UnixMicros.ToUtc(unixMicros));

    private static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
