using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>
/// Records what the crew of a simulated fleet would: each failure and repair in the fault plan, when it happens. The start of a
/// simulation counts as a repair: its drills are as new, so earlier predictions do not apply to them.
/// Failure strategy: a failed write is retried; writing is idempotent.
/// </summary>
internal sealed partial class SimulatedCrew(
    SimulatedFleet fleet, IOptions<SimulatorOptions> options, IConditionStore store, TimeProvider clock, ILogger<SimulatedCrew> logger)
        : BackgroundService
{
    /// <summary>Recorded as the actor.</summary>
    public const string Name = "simulated crew";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        long? recorded = null;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var now = UnixMicros.Now(clock);
                var records = recorded is null
                    ? InitialRepairs(now).Concat(Events(fleet.Options.StartUnixMicros, now)) : Events(recorded.Value, now);
                var batch = TableBatch.Of([.. records.Select(MaintenanceRecordRow.Of)]);
                if (batch.RowCount > 0) await store.CommitAsync(new StoreCommit { Batches = [batch] }, stoppingToken);
                recorded = now;
            }
            catch (StoreException error)
            {
                LogFailed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Of every drill and without a failure mode: which drill will fail, and how, is nobody's knowledge yet.
    private IEnumerable<MaintenanceRecord> InitialRepairs(long now) => fleet.Assets.Select(a => Record(
        a.Id.Value, fleet.Options.StartUnixMicros, MaintenanceKinds.Repaired, mode: null, "The simulation began.", now));

    private IEnumerable<MaintenanceRecord> Events(long after, long until) => Failing().SelectMany(f => f.Fault.EventsBetween(after, until)
        .Select(e => Record(f.Asset, e.UnixMicros, e.IsRepair
            ? MaintenanceKinds.Repaired : MaintenanceKinds.Failed, f.Fault.FailureMode, note: null, until)));

    private IEnumerable<(string Asset, Fault Fault)> Failing() => fleet.Assets.Zip(fleet.Faults.Faults).Where(p => p.Second is not null)
        .Select(p => (p.First.Id.Value, p.Second!));

    private static MaintenanceRecord Record(string asset, long at, string kind, string? mode, string? note, long now) =>
        new(asset, at, kind, mode, note, now, Name, Withdrawn: false);


    [LoggerMessage(6005, LogLevel.Warning, "Failures and repairs of the simulated fleet cannot be recorded; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
