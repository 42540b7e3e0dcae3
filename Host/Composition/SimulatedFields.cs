using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Simulator;
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
        var (first, after) = known ?? (FieldBook.FirstDay(today), DateOnly.MinValue);
        if (after >= today.AddDays(-1)) return;
        var book = FieldBook.After(new FieldRows(SimulatedCrew.Name, now), fleet.Assets, options.Value.Seed, first, after, today);
        var audit = new AuditRow
        {
            EventTimeUnixMicros = now, Actor = SimulatedCrew.Name, Action = "record-production", Subject = "simulated fields",
            Detail = string.Create(CultureInfo.InvariantCulture, $"{book.Production.Count} days, {book.Costs.Count} costs"),
        };
        await store.CommitAsync(new StoreCommit
        {
            Batches =
            [
                TableBatch.Of([.. book.Production]), TableBatch.Of([.. book.Costs]), TableBatch.Of([.. book.Budgets]),
                TableBatch.Of([.. book.Rates]), TableBatch.Of(audit),
            ],
        }, cancellationToken);
    }

    [LoggerMessage(6012, LogLevel.Warning, "Production and costs of the simulated fleet cannot be recorded; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
