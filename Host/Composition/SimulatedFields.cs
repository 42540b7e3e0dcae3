using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Simulator;
using Maintenance.Simulator.Fields;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>
/// Records what the fields of a simulated fleet produce and cost: at the start the days since the beginning of last year, then each day
/// when it is over, and the plan of each year when it begins. A store that already has some goes on from there with the same days.
/// Failure strategy: a failed write is retried; writing is idempotent.
/// </summary>
internal sealed partial class SimulatedFields(SimulatedFleet fleet, IOptions<SimulatorOptions> options, IConditionStore store,
    TimeProvider clock, ILogger<SimulatedFields> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled || !options.Value.Fields || options.Value.Scenario.Length > 0) return;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await RecordAsync(stoppingToken);
            }
            catch (StoreException error)
            {
                LogFailed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        var today = DateOnly.FromDateTime(UnixMicros.ToUtc(now));
        var known = await SimulatedProductionQuery.RunAsync(store, SimulatedCrew.Name, cancellationToken);
        var (first, after) = known ?? (new DateOnly(today.Year - 1, 1, 1), DateOnly.MinValue);
        if (after >= today.AddDays(-1)) return;
        var rows = new FieldRows(SimulatedCrew.Name, now);
        var production = new TableBatch<ProductionRow>();
        var costs = new TableBatch<CostRow>();
        var budgets = new TableBatch<BudgetRow>();
        var regions = fleet.Assets.GroupBy(a => a.Region, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var (index, region) in regions.Index())
        {
            string[] assets = [.. region.Select(a => a.Id.Value)];
            var field = new SimulatedField(
                options.Value.Seed * 100 + (ulong)index, assets, first, new DateOnly(today.Year + 1, 1, 1).DayNumber - first.DayNumber);
            foreach (var day in field.Days.Where(d => d.Day > after))
            {
                if (day.Day < today) production.Add(rows.Actual(day));
                if (day.Day < today || after.Year < today.Year) production.Add(rows.Plan(day));
            }
            foreach (var cost in field.Costs.Where(c => c.Day > after && c.Day < today)) costs.Add(rows.Cost(region.Key, cost));
            for (var year = first.Year; year <= today.Year; year++)
                foreach (var budget in rows.Budgets(region.Key, year, assets.Length)) budgets.Add(budget);
        }
        var audit = new AuditRow
        {
            EventTimeUnixMicros = now, Actor = SimulatedCrew.Name, Action = "record-production", Subject = "simulated fields",
            Detail = string.Create(CultureInfo.InvariantCulture, $"{production.RowCount} days, {costs.RowCount} costs"),
        };
        await store.CommitAsync(new StoreCommit
        {
            Batches = [production, costs, budgets, TableBatch.Of([.. rows.Rates(first)]), TableBatch.Of(audit)],
        }, cancellationToken);
    }

    [LoggerMessage(6012, LogLevel.Warning, "Production and costs of the simulated fleet cannot be recorded; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
