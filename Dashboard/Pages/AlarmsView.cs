using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Pages;

/// <summary>View model of the page of alarms: rows of one page in order, numbers of each view, and what the filters offer.</summary>
internal sealed class AlarmsView
{
    public const int PageSize = 100;

    public AlarmsView(
        IEnumerable<Alarm> alarms, AssetRegistry registry, RegionScope scope, AlarmFilter filter, UserPreferences preferences,
            long nowUnixMicros)
    {
        var visible = alarms.Where(a => scope.AllowsRowsOf(a.Asset, registry)).Select(a => (Alarm: a, Asset: AssetOf(registry,
            a))).ToArray();
        Regions = [.. visible.Select(v => v.Asset?.Region).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Rigs = [.. visible.Where(v => filter.Region is null || v.Asset?.Region == filter.Region).Select(v => v.Asset?.Rig).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Rules = [.. visible.DistinctBy(v => v.Alarm.Rule, StringComparer.Ordinal).Select(v => (v.Alarm.Rule, v.Alarm.Definition.Title))
            .OrderBy(r => r.Title, StringComparer.Ordinal)];
        var cut = visible.Where(v => filter.MatchesCut(v.Alarm, v.Asset)).ToArray();
        Counts = AlarmViews.All.ToDictionary(v => v.Key, v => cut.Count(c => AlarmViews.Shows(v.Key, c.Alarm, nowUnixMicros)),
            StringComparer.Ordinal);
        var shown = cut.Where(c => AlarmViews.Shows(filter.View, c.Alarm, nowUnixMicros)).ToArray();
        Array.Sort(shown, (a, b) => AlarmOrder.Compare(filter.Sort, (a.Alarm, a.Asset?.Region ?? ""), (b.Alarm, b.Asset?.Region ?? "")));
        Total = shown.Length;
        Pages = Math.Max(1, (Total + PageSize - 1) / PageSize);
        Filter = filter with { Page = Math.Min(filter.Page, Pages) };
        Rows = [.. shown.Skip((Filter.Page - 1) * PageSize).Take(PageSize).Select(s => ShownAlarm.Of(s.Alarm, s.Asset, preferences))];
    }

    /// <summary>The filter, its page within those there are.</summary>
    public AlarmFilter Filter { get; }

    public IReadOnlyList<ShownAlarm> Rows { get; }

    /// <summary>Number of alarms on all pages.</summary>
    public int Total { get; }

    public int Pages { get; }

    /// <summary>Number of alarms by view, after every other filter.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; }

    public IReadOnlyList<string> Regions { get; }

    public IReadOnlyList<string> Rigs { get; }

    public IReadOnlyList<(string Rule, string Title)> Rules { get; }

    private static Asset? AssetOf(AssetRegistry registry, Alarm alarm) => registry.TryGet(alarm.Asset, out var asset) ? asset : null;
}
