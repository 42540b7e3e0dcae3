using System.Diagnostics.Metrics;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql;

/// <summary>Meters of a store that has a standby (docs/operations/metrics.md); the Data page shows them too.</summary>
internal static class StandbyMetrics
{
    public static void Create(IMeterFactory factory, IConditionStore store)
    {
        if (store.Replication is null) return;
        var meter = factory.Create("Maintenance.Store.Standby");
        meter.CreateObservableGauge("maintenance.store.standby.lag", () => store.Replication!.Lag.TotalSeconds, "s",
            "How far the standby is behind the primary");
        meter.CreateObservableGauge("maintenance.store.standby.lag_records", () => store.Replication!.LagRecords, "{record}",
            "Log records whose rows the standby does not hold yet");
        meter.CreateObservableGauge("maintenance.store.standby.answers", () => store.Replication!.Answers
            ? 1 : 0, "{server}", "1 while the standby responds");
    }
}
