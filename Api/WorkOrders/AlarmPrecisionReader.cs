using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;

namespace Maintenance.Api.WorkOrders;

/// <summary>Reads what <see cref="AlarmPrecision"/> needs from the store, within a user's regions.</summary>
public sealed class AlarmPrecisionReader(IConditionStore store, AssetRegistry registry, AlarmRules rules)
{
    /// <summary>The figures.</summary>
    public async Task<IReadOnlyList<AlarmFigures>> ReadAsync(RegionScope scope, TimeSpan horizon, CancellationToken cancellationToken)
    {
        var events = await WorkOrderAlarmsQuery.RunAsync(store, cancellationToken);
        var orders = await WorkOrdersQuery.DoneAsync(store, cancellationToken);
        var findings = await MaintenanceRecordsQuery.OfAllAsync(store, cancellationToken);
        var served = (await ServingPeriodsQuery.OfAllAsync(store, cancellationToken)).OrderBy(s => s.KnownAtUnixMicros).ToArray();
        var current = rules.Current;
        return AlarmPrecision.Of(
            events.Where(e => Sees(e.Asset)), orders, [.. findings.Where(f => Sees(f.Asset))], a => current.For(Find(a)),
            (_, at) => served.LastOrDefault(s => s.KnownAtUnixMicros <= at).ModelHash, horizon);

        bool Sees(string asset) => scope.IsAll || (Find(asset) is { } known && scope.Allows(known.Region));

        Asset? Find(string asset) => registry.TryGet(asset, out var known) ? known : null;
    }
}
