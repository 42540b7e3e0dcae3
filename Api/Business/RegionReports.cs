using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Assets;
using Maintenance.Core.Business;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Business;

/// <summary>Reports of regions: the same figures for pages, JSON, CSV and PDF.</summary>
public sealed class RegionReports(
    IConditionStore store, AssetRegistry registry, LiveFleet fleet, IOptions<BusinessOptions> options, TimeProvider clock)
{
    /// <summary>Kind of period when none is asked for.</summary>
    public const string DefaultPeriod = "year";

    /// <summary>A period that has begun: a kind, which is the current one, or its key.</summary>
    /// <returns>False when the text is no such period.</returns>
    public bool TryPeriod(string? text, out BusinessPeriod period) =>
        BusinessPeriod.TryParse(string.IsNullOrWhiteSpace(text) ? DefaultPeriod : text, RegionBooks.DayOf(UnixMicros.Now(clock)),
            out period);

    /// <summary>Reports of all regions that the user may see, in the order of their names.</summary>
    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="period">The period.</param>
    /// <param name="units">Units of its figures.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<RegionReport>> OfAllAsync(
        RegionScope scope, BusinessPeriod period, UnitSystem units, CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        var books = await RegionBooks.ReadAsync(store, registry, scope, period, RegionBooks.DayOf(now), cancellationToken);
        return
        [
            .. fleet.All.Where(d => scope.Allows(d.Asset.Region)).GroupBy(d => d.Asset.Region, StringComparer.OrdinalIgnoreCase)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new RegionFigures(books, g.Key, [.. g], period, units, now).Report(options.Value.Currency)),
        ];
    }

    /// <summary>The report of one region; null when the user may not see it or it does not exist.</summary>
    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="region">Region, in any case.</param>
    /// <param name="period">The period.</param>
    /// <param name="units">Units of its figures.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<RegionReport?> OfAsync(
        RegionScope scope, string region, BusinessPeriod period, UnitSystem units, CancellationToken cancellationToken)
    {
        if (!scope.Allows(region) || RegionScope.Parse(region) is not { IsAll: false } one) return null;
        var reports = await OfAllAsync(one, period, units, cancellationToken);
        return reports.Count > 0 ? reports[0] : null;
    }
}
