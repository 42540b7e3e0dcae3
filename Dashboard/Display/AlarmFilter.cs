using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Microsoft.AspNetCore.WebUtilities;

namespace Maintenance.Dashboard.Display;

/// <summary>What a list of alarms is cut to and ordered by: the query string of its page, which the hub is given too.</summary>
public sealed record AlarmFilter
{
    /// <summary>One of <see cref="AlarmViews"/>.</summary>
    public string View { get; init; } = AlarmViews.Open;

    public AlarmPriority? Priority { get; init; }

    public AlarmState? State { get; init; }

    public string? Region { get; init; }

    public string? Rig { get; init; }

    public string? Asset { get; init; }

    public string? Rule { get; init; }

    /// <summary>Found in title, drill, rig, region or rule, ignoring case.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="AlarmOrder"/>.</summary>
    public string Sort { get; init; } = AlarmOrder.ByPriority;

    /// <summary>1, 2, …</summary>
    public int Page { get; init; } = 1;

    /// <summary>Of a query string; what it does not know counts as not given.</summary>
    public static AlarmFilter Of(string query)
    {
        var given = QueryHelpers.ParseQuery(query);
        return new AlarmFilter
        {
            View = AlarmViews.Of(One("view")),
            Priority = AlarmWords.Priorities.Cast<AlarmPriority?>().FirstOrDefault(p => AlarmWords.Priority(p!.Value) == One("priority")),
            State = Enum.GetValues<AlarmState>().Cast<AlarmState?>().FirstOrDefault(s => AlarmWords.Key(s!.Value) == One("state")),
            Region = One("region"),
            Rig = One("rig"),
            Asset = One("asset"),
            Rule = One("rule"),
            Text = One("q"),
            Sort = AlarmOrder.Of(One("sort")),
            Page = int.TryParse(One("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(page, 1) : 1,
        };

        string? One(string name) => given.TryGetValue(name, out var values) && values is [{ Length: > 0 and <= 200 } value, ..]
            ? value.Trim() : null;
    }

    /// <summary>True when anything but the view is chosen.</summary>
    public bool IsCut => Priority is not null || State is not null || Region is not null || Rig is not null || Asset is not null
        || Rule is not null || Text is not null;

    /// <summary>True when the list shows the alarm.</summary>
    public bool Matches(Alarm alarm, Asset? asset, long nowUnixMicros) =>
        AlarmViews.Shows(View, alarm, nowUnixMicros) && MatchesCut(alarm, asset);

    /// <summary>The same in every view.</summary>
    public bool MatchesCut(Alarm alarm, Asset? asset) =>
        (Priority is null || alarm.Priority == Priority) && (State is null || alarm.State == State)
        && Is(Region, asset?.Region) && Is(Rig, asset?.Rig) && Is(Asset, alarm.Asset) && Is(Rule, alarm.Rule)
        && (Text is null || new[] { alarm.Title, alarm.Asset, alarm.Rule, asset?.Rig, asset?.Region }
            .Any(t => t?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true));

    /// <summary>Address of the page with this filter.</summary>
    public string Url() => "/alarms" + Query();

    /// <summary>The query string: empty, or from "?" on.</summary>
    public string Query()
    {
        (string Name, string? Value)[] parts =
        [
            ("view", View == AlarmViews.Open ? null : View), ("priority", Priority is { } p ? AlarmWords.Priority(p) : null),
            ("state", State is { } s ? AlarmWords.Key(s) : null), ("region", Region), ("rig", Rig), ("asset", Asset), ("rule", Rule),
            ("q", Text), ("sort", Sort == AlarmOrder.ByPriority ? null : Sort),
            ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
        ];
        var query = string.Join('&', parts.Where(q => q.Value is not null).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        return query.Length == 0 ? "" : "?" + query;
    }

    private static bool Is(string? wanted, string? value) => wanted is null || string.Equals(wanted, value,
        StringComparison.OrdinalIgnoreCase);
}
