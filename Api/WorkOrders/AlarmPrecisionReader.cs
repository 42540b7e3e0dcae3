using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;

namespace Maintenance.Api.WorkOrders;

/// <summary>Reads what <see cref="AlarmPrecision"/> needs from the store, within a user's regions.</summary>
public sealed class AlarmPrecisionReader(IConditionStore store, AssetRegistry registry, AlarmRules rules)
{
    /// <summary>Times of alarms that are read at most, those that ended last.</summary>
    public const int MaxLevels = 500_000;

    /// <summary>The figures, and why something is left out of them; null when nothing is.</summary>
    public async Task<(IReadOnlyList<AlarmFigures> Figures, string? Incomplete)> ReadAsync(
        RegionScope scope, TimeSpan horizon, CancellationToken cancellationToken, int maxLevels = MaxLevels)
    {
        var aged = await store.ReadOffsetAsync(OffsetKey.AlarmsAged, cancellationToken) ?? UnixMicros.None;
        var (events, since) = await WorkOrderAlarmsQuery.RunAsync(store, aged, maxLevels, cancellationToken);
        var orders = await WorkOrdersQuery.DoneAsync(store, cancellationToken);
        var findings = await MaintenanceRecordsQuery.OfAllAsync(store, cancellationToken);
        var served = (await ServingPeriodsQuery.OfAllAsync(store, cancellationToken)).OrderBy(s => s.KnownAtUnixMicros).ToArray();
        var current = rules.Current;
        var figures = AlarmPrecision.Of(
            events.Where(e => Sees(e.Asset)), orders, [.. findings.Where(f => Sees(f.Asset))], a => current.For(Find(a)),
            (_, at) => served.LastOrDefault(s => s.KnownAtUnixMicros <= at).ModelHash, horizon, since);
        return (figures, since == UnixMicros.None ? null
            : since == long.MaxValue ? $"More than {maxLevels:N0} alarms stand: nothing is counted."
            : $"Only alarms since {UnixMicros.ToUtc(since):yyyy-MM-dd HH:mm:ss} UTC are counted, "
            + $"and failures {horizon.TotalHours:0} h later: " + (since == aged ? "those before have been deleted (Retention:Conditions)."
                : $"{maxLevels:N0} times of alarms are read at most."));

        bool Sees(string asset) => scope.IsAll || (Find(asset) is { } known && scope.Allows(known.Region));

        Asset? Find(string asset) => registry.TryGet(asset, out var known) ? known : null;
    }
}
