using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;
using Maintenance.Core.Business;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Business;

/// <summary>Reports of regions: the same figures for pages, JSON and CSV.</summary>
public sealed class RegionReports(
    IConditionStore store, AssetRegistry registry, LiveFleet fleet, IOptions<BusinessOptions> options, TimeProvider clock)
{
    /// <summary>Kind of period when none is asked for.</summary>
    public const string DefaultPeriod = "year";

    /// <summary>Reports of all regions that the user may see, in the order of their names.</summary>
    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="kind">One of <see cref="BusinessPeriod.Kinds"/>: the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<RegionReport>> OfAllAsync(RegionScope scope, string kind, CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        var today = RegionBooks.DayOf(now);
        var period = BusinessPeriod.Of(kind, today);
        var books = await RegionBooks.ReadAsync(store, registry, scope, period, today, cancellationToken);
        return
        [
            .. fleet.All.Where(d => scope.Allows(d.Asset.Region)).GroupBy(d => d.Asset.Region, StringComparer.OrdinalIgnoreCase)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new RegionFigures(books, g.Key, [.. g], period, now).Report(options.Value.Currency)),
        ];
    }

    /// <summary>The report of one region; null when the user may not see it or it does not exist.</summary>
    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="region">Region, in any case.</param>
    /// <param name="kind">One of <see cref="BusinessPeriod.Kinds"/>: the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<RegionReport?> OfAsync(RegionScope scope, string region, string kind, CancellationToken cancellationToken)
    {
        if (!scope.Allows(region) || RegionScope.Parse(region) is not { IsAll: false } one) return null;
        var reports = await OfAllAsync(one, kind, cancellationToken);
        return reports.Count > 0 ? reports[0] : null;
    }
}
