using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>
/// Plans work as the planner of a simulated fleet would, through the same desk as people: an order for a drill at risk whose alarm stands,
/// worst first, and its finding once the crew has repaired the drill. Knows what people know, and the plan of faults only for the finding.
/// Failure strategy: what failed is tried again; an order is raised once for each time that an alarm stands, and none for a drill that has
/// one.
/// </summary>
internal sealed partial class SimulatedPlanner(SimulatedFleet fleet, IOptions<SimulatorOptions> options, IConditionStore store,
    LiveFleet live, AlarmBook alarms, WorkOrderDrafts drafts, WorkOrderDesk desk, TimeProvider clock, ILogger<SimulatedPlanner> logger)
        : BackgroundService
{
    /// <summary>Most of its orders that are open at a time.</summary>
    public const int MostOpen = 3;

    private const double LabourHours = 6;
    private const double CostPerHour = 120;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled || !options.Value.Planner || options.Value.Scenario.Length > 0) return;
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PlanAsync(stoppingToken);
            }
            catch (Exception error) when (error is StoreException or WorkOrderRefusedException)
            {
                LogFailed(logger, error);
            }
        }
    }

    private async Task PlanAsync(CancellationToken cancellationToken)
    {
        var open = await WorkOrdersQuery.ListAsync(store,
            new WorkOrderFilter { States = [.. WorkOrderStates.All.Where(s => !WorkOrderStates.IsClosed(s))] }, RegionScope.All,
            10_000, cancellationToken);
        var now = UnixMicros.Now(clock);
        var own = open.Where(o => o.RaisedBy == SimulatedCrew.Name).ToList();
        foreach (var order in own.ToArray())
            if (FaultRepairedSince(order.Asset, order.RaisedUnixMicros, now) is { } fault)
            {
                await CloseAsync(order, fault, now, cancellationToken);
                own.Remove(order);
            }
        var busy = open.Select(o => o.Asset).ToHashSet(StringComparer.Ordinal);
        foreach (var (drill, alarm) in Asking(now).Where(d => !busy.Contains(d.Drill.Asset.Id.Value)).Take(MostOpen - own.Count))
            await desk.RaiseAsync(drafts.Of(drill, [new WorkOrderAlarm(alarm.Rule, alarm.OnsetUnixMicros)]) with { Assignee = "workshop" },
                SimulatedCrew.Name, $"planner:{alarm.Id}@{alarm.OnsetUnixMicros}", cancellationToken);
    }

    // Drills at risk with their most urgent alarm that stands; the worst first.
    private IEnumerable<(DrillCondition Drill, Alarm Alarm)> Asking(long now)
    {
        var simulated = fleet.Assets.Select(a => a.Id.Value).ToHashSet(StringComparer.Ordinal);
        var standing = alarms.All.Where(a => a.IsActive && a.Priority >= AlarmPriority.Medium && simulated.Contains(a.Asset))
            .ToLookup(a => a.Asset, StringComparer.Ordinal);
        return live.All.Where(d => standing.Contains(d.Asset.Id.Value) && d.ShownAt(now)?.Grade is "C" or "D").OrderBy(d => d.RiskHealth)
            .ThenBy(d => d.Asset.Id.Value, StringComparer.Ordinal)
            .Select(d => (d, standing[d.Asset.Id.Value].OrderByDescending(a => a.Priority).ThenBy(a => a.Rule, StringComparer.Ordinal)
                .First()));
    }

    private Fault? FaultRepairedSince(string asset, long since, long now)
    {
        var index = fleet.Assets.Index().Where(a => a.Item.Id.Value == asset).Select(a => a.Index).DefaultIfEmpty(-1).First();
        return index >= 0 && fleet.Faults.Faults[index] is { } fault && fault.EventsBetween(since, now).Any(e => e.IsRepair) ? fault : null;
    }

    private Task<WorkOrder> CloseAsync(WorkOrder order, Fault fault, long now, CancellationToken cancellationToken)
    {
        var found = new MaintenanceRecord(order.Asset, now, MaintenanceKinds.Inspected, fault.FailureMode, "Found when it was repaired.",
            now, SimulatedCrew.Name, Withdrawn: false)
        {
            WorkOrder = order.Number, BeganUnixMicros = order.RaisedUnixMicros,
        };
        return desk.ChangeAsync(order.Number, order.Revision, SimulatedCrew.Name, requestKey: null, o => (o with
        {
            State = WorkOrderStates.Done,
            Outcome = o.SuspectedMode is null || o.SuspectedMode == fault.FailureMode
                ? FindingOutcomes.Confirmed : FindingOutcomes.AnotherMode,
            Hours = LabourHours,
            LabourCost = LabourHours * CostPerHour,
        }, [found]), cancellationToken);
    }

    [LoggerMessage(6013, LogLevel.Warning, "Work of the simulated fleet cannot be planned; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
