using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Pages;

/// <summary>View model of the page of alarms: rows of one page in order, numbers of each view, and what the filters offer.</summary>
internal sealed class AlarmsView
{
    public const int PageSize = 100;
    private readonly (Alarm Alarm, Asset? Asset)[] _shown;
    private readonly UserPreferences _preferences;

    public AlarmsView(
        IEnumerable<Alarm> alarms, AssetRegistry registry, RegionScope scope, AlarmFilter filter, UserPreferences preferences,
            long nowUnixMicros)
    {
        _preferences = preferences;
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
        _shown = [.. cut.Where(c => AlarmViews.Shows(filter.View, c.Alarm, nowUnixMicros))];
        Array.Sort(_shown, (a, b) => AlarmOrder.Compare(filter.Sort, (a.Alarm, a.Asset?.Region ?? ""), (b.Alarm, b.Asset?.Region ?? "")));
        Total = _shown.Length;
        Pages = Math.Max(1, (Total + PageSize - 1) / PageSize);
        Filter = filter with { Page = Math.Min(filter.Page, Pages) };
        Rows = [.. _shown.Skip((Filter.Page - 1) * PageSize).Take(PageSize).Select(s => ShownAlarm.Of(s.Alarm, s.Asset, preferences))];
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

    /// <summary>All pages as a file; times have their year there, and values and limits are numbers of their own too.</summary>
    public ShownTable File => new("alarms",
        [
            "Priority", "State", $"Since ({_preferences.ZoneLabel})", "Alarm", "Note", "Drill", "Rig", "Region", "Value against limit",
            "Signal", "Value", "Limit", "Unit", "Acknowledged",
        ],
        [.. _shown.Select(s => RowOf(s.Alarm, ShownAlarm.Of(s.Alarm, s.Asset, _preferences)))]);

    private string[] RowOf(Alarm alarm, ShownAlarm shown)
    {
        var signal = ShownSignal.Of(alarm.Definition, alarm.Level, _preferences.Units);
        var since = UnixMicros.TryToUtc(alarm.OnsetUnixMicros, out var onset) ? _preferences.Time(onset) : shown.Since;
        return
        [
            shown.PriorityText, shown.StateText, since, shown.Title, shown.Note, shown.Asset, shown.Rig, shown.Region, shown.Value,
            signal?.Label ?? "", signal?.Number(alarm.Value) ?? "", signal?.Number(alarm.Limit) ?? "", signal?.Unit.Symbol ?? "",
            shown.Acknowledged,
        ];
    }

    private static Asset? AssetOf(AssetRegistry registry, Alarm alarm) => registry.TryGet(alarm.Asset, out var asset) ? asset : null;
}
