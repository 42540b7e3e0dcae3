using System.Globalization;
using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Business;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Business;

/// <summary>
/// What changed in regions since yesterday: the newest day's production, alarms and risks of the last 24 hours, work closed, money
/// recorded. Days of production that nobody told of are a change too.
/// </summary>
public sealed class RegionChanges(IConditionStore store, AssetRegistry registry, LiveFleet fleet, AlarmBook alarms,
    IOptions<BusinessOptions> options, TimeProvider clock)
{
    private const int NamedRisks = 3;
    private const int HistoryDays = 60;
    private const int RecentDays = 31;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The changes, by region and in the order in which they ask for attention.</summary>
    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="units">Units.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<RegionChange>> OfAsync(RegionScope scope, UnitSystem units, CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        var yesterday = now - UnixMicros.Length(Day);
        var (from, to) = (UnixMicros.ToUtc(now).Date.AddDays(-HistoryDays), UnixMicros.ToUtc(now).Date);
        var drills = fleet.All.Where(d => scope.Allows(d.Asset.Region)).ToLookup(d => d.Asset.Region, StringComparer.OrdinalIgnoreCase);
        var days = (await RegionBusinessQuery.DaysAsync(store, scope, from, to, cancellationToken))
            .Where(d => d.Basis == ProductionBases.Actual).ToLookup(d => d.Region, StringComparer.OrdinalIgnoreCase);
        var money = (await RegionBusinessQuery.RecordedSinceAsync(store, scope, UnixMicros.ToUtc(yesterday), to.AddDays(-RecentDays),
            cancellationToken))
            .ToDictionary(m => m.Region, m => m.Amount, StringComparer.OrdinalIgnoreCase);
        var closed = (await WorkOrdersQuery.ClosedSinceAsync(store, scope, UnixMicros.ToUtc(yesterday), cancellationToken))
            .Where(o => registry.TryGet(o.Asset, out _)).ToLookup(o => RegionOf(o.Asset), StringComparer.OrdinalIgnoreCase);
        var raised = alarms.All.Where(a => a.KnownAtUnixMicros >= yesterday && !a.IsWithdrawn && scope.AllowsRowsOf(a.Asset, registry))
            .ToLookup(a => RegionOf(a.Asset), StringComparer.OrdinalIgnoreCase);
        var risks = (await NewRisksAsync(drills.SelectMany(d => d), now, cancellationToken))
            .ToLookup(d => d.Asset.Region, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. drills.Select(d => d.Key).Order(StringComparer.Ordinal).SelectMany(r => (IEnumerable<RegionChange>)
            [
                .. Risks(r, [.. risks[r]]), .. Alarms(r, [.. raised[r]]), Production(r, [.. days[r]], to, DisplayUnits.Of("m3", units)),
                .. Work(r, [.. closed[r]]), .. Money(r, money.GetValueOrDefault(r)),
            ]),
        ];
    }

    // At risk now, and a day ago assessed and not: of what was not assessed then, nobody knows since when.
    private async Task<IReadOnlyList<DrillCondition>> NewRisksAsync(IEnumerable<DrillCondition> drills, long now,
        CancellationToken cancellationToken)
    {
        var atRisk = drills.Where(d => d.ShownAt(now)?.Grade is "C" or "D").ToArray();
        var then = UnixMicros.ToUtc(now) - Day;
        var before = (await LastGradedQuery.RunAsync(store,
            [.. atRisk.Select(d => new AssetRange(d.Asset.Id.Value, then - DrillCondition.GradeHeldFor, then))], cancellationToken))
            .Where(a => a.Grade is "A" or "B").Select(a => a.Asset).ToHashSet(StringComparer.Ordinal);
        return [.. atRisk.Where(d => before.Contains(d.Asset.Id.Value)).OrderBy(d => d.RiskHealth)];
    }

    private static IEnumerable<RegionChange> Risks(string region, DrillCondition[] drills)
    {
        foreach (var drill in drills.Take(NamedRisks))
            yield return new(region, "risk", $"{drill.Asset.Id.Value} is at risk: {Mode(drill)}",
                $"/drills/{Uri.EscapeDataString(drill.Asset.Id.Value)}");
        if (drills.Length > NamedRisks)
            yield return new(region, "risk", Text($"{drills.Length - NamedRisks} more drills are at risk"), Of("/", region));
    }

    private static string Mode(DrillCondition drill) =>
        (drill.Current ?? drill.Last)?.FailureMode is { Length: > 0 } mode && mode != FailureModes.None
            ? mode.Replace('_', ' ') : "no failure mode stands out";

    private static IEnumerable<RegionChange> Alarms(string region, Alarm[] raised)
    {
        if (raised.Length == 0) yield break;
        var high = raised.Count(a => a.Priority == AlarmPriority.High);
        var standing = raised.Count(a => a.IsActive);
        yield return new(region, "alarms",
            Text($"{Number(raised.Length, "new alarm")}, {high} of high priority; {standing} {(standing == 1 ? "stands" : "stand")}"),
            Of("/alarms", region));
    }

    private static RegionChange Production(string region, RegionDay[] days, DateTime today, DisplayUnit volume)
    {
        var path = $"/regions/{Uri.EscapeDataString(region)}";
        var told = days.Where(d => !double.IsNaN(d.OilM3)).OrderByDescending(d => d.Day).ToArray();
        if (told.Length == 0 || told[0].Day < DateOnly.FromDateTime(today).AddDays(-1))
            return new(region, "production",
                told.Length == 0 ? "No production is recorded" : Text($"No production is recorded since {told[0].Day:yyyy-MM-dd}"), path);
        var oil = Amount(volume, told[0].OilM3);
        return told.Length > 1 && told[1].Day == told[0].Day.AddDays(-1)
            ? new(region, "production",
                Text($"{oil} of oil on {told[0].Day:yyyy-MM-dd}, {Signed(volume, told[0].OilM3 - told[1].OilM3)} against the day before"), path)
            : new(region, "production", Text($"{oil} of oil on {told[0].Day:yyyy-MM-dd}"), path);
    }

    private static IEnumerable<RegionChange> Work(string region, WorkOrder[] closed)
    {
        foreach (var order in closed.Take(NamedRisks))
            yield return new(region, "work", Text($"{order.Title} on {order.Asset} is {order.State}"),
                Text($"/work-orders/{order.Number}"));
        if (closed.Length > NamedRisks)
            yield return new(region, "work", Text($"{closed.Length - NamedRisks} more work orders are closed"),
                $"/work-orders?state={WorkOrderStates.Done}");
    }

    private IEnumerable<RegionChange> Money(string region, double amount)
    {
        if (amount == 0) yield break;
        yield return new(region, "money", Text($"{amount:N0} {options.Value.Currency} of recent costs were recorded"),
            $"/regions/{Uri.EscapeDataString(region)}#departments");
    }

    private string RegionOf(string asset) => registry.TryGet(asset, out var found) ? found.Region : "";

    private static string Number(int count, string noun) => Text($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Amount(DisplayUnit unit, double value) =>
        $"{FigureLine.Text(Math.Round(unit.Convert(value), MidpointRounding.AwayFromZero))} {unit.Symbol}";

    private static string Signed(DisplayUnit unit, double value) => (value < 0 ? "−" : "+") + Amount(unit, Math.Abs(value));

    private static string Of(string path, string region) => $"{path}?region={Uri.EscapeDataString(region)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
