using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Pages;

/// <summary>Loads the data of a drill page: complete without JavaScript, then kept current by <c>client/drill-live.ts</c>.</summary>
public sealed partial class Drill
{
    // Enough for the first rendering and for browsers without JavaScript; the client then fetches as many as it has pixels for.
    private const int FirstPoints = 120;
    private const int MaxOthers = 200;
    private const string DepthAxis = "depth";
    private static readonly DisplayUnit HealthUnit = new("", 1, 0, 1);

    private static readonly TimeSpan TrendLength = TimeSpan.FromHours(6);

    // Whether it gets worse shows in a day, not in the minutes of the log.
    private static readonly TimeSpan HealthLength = TimeSpan.FromHours(24);

    private DrillCondition? _drill;
    private DrillRange _range = null!;
    private TimeRange _healthRange;
    private ChannelHistory? _channels;
    private ChannelHistory? _health;
    private IReadOnlyList<NewestValue>? _values;
    private IReadOnlyList<ReasonTrend> _trends = [];
    private IReadOnlyList<LogTrack> _tracks = [];
    private IReadOnlyList<LogTrack>? _chosen;
    private IReadOnlyList<string> _others = [];
    private string? _with;
    private bool _isByDepth;
    private DepthHistory? _byDepth;
    private string? _failure;
    private ReplayTime? _replay;
    private string? _nowKnown;
    private IReadOnlyList<Alarm>? _alarms;
    private long _rendered;
    private long _now;

    [Parameter] public string Id { get; set; } = "";

    [Inject] private LiveFleet Live { get; set; } = null!;

    [Inject] private FleetPast Past { get; set; } = null!;

    [Inject] private AlarmPast AlarmPast { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private IOptions<DashboardOptions> Options { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "range")] private string? RangeKey { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "at")] private string? At { get; set; }

    [SupplyParameterFromQuery(Name = "span")] private string? Span { get; set; }

    [SupplyParameterFromQuery(Name = "with")] private string? With { get; set; }

    [SupplyParameterFromQuery(Name = "axis")] private string? Axis { get; set; }

    [SupplyParameterFromQuery(Name = "top")] private string? Top { get; set; }

    [SupplyParameterFromQuery(Name = "bottom")] private string? Bottom { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _replay = ReplayTime.Of(At, Span, Clock);
        _rendered = UnixMicros.Now(Clock);
        _now = _replay?.AtUnixMicros ?? _rendered;
        _drill = Live.Find(Id) is { } drill && Context.Scope.Allows(drill.Asset.Region) ? drill : null;
        if (_drill is null)
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (_replay is not null && !await RecallAsync(Http.RequestAborted)) return;
        _range = _replay is null ? DrillRange.Create(RangeKey, From, To, _drill.Latest?.EventTimeUnixMicros, Clock)
            : DrillRange.EndingAt(RangeKey, _now);
        _healthRange = _range.Range.Length >= HealthLength ? _range.Range : TimeRange.EndingAt(_range.Range.ToUnixMicros, HealthLength);
        _isByDepth = Axis == DepthAxis;
        _chosen = LogTrack.Chosen(key => Http.Request.Query[key]);
        _others = [.. Live.All.Where(d => Context.Scope.Allows(d.Asset.Region) && d.Asset.Id.Value != Id)
            .OrderBy(d => d.Asset.Rig != _drill.Asset.Rig).ThenBy(d => d.Asset.Region != _drill.Asset.Region)
            .ThenBy(d => d.Asset.Id.Value, StringComparer.Ordinal).Select(d => d.Asset.Id.Value).Take(MaxOthers)];
        _with = With == LogComparison.Yesterday || _others.Contains(With, StringComparer.Ordinal) ? With : null;
        try
        {
            await LoadAsync(_drill, Http.RequestAborted);
        }
        catch (StoreException error)
        {
            // The condition comes from memory and is still valid; show an error for the missing history instead of empty charts.
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The history is unavailable{error.Advice()}.";
        }
    }

    /// <summary>Puts the past in place of the present; false when it cannot be read, which leaves no page but the error.</summary>
    private async Task<bool> RecallAsync(CancellationToken cancelled)
    {
        try
        {
            var then = Past.AsKnownAsync(Id, _now, cancelled);
            var now = Past.NowKnownAsync(Id, _now, cancelled);
            var alarms = AlarmPast.AsOfAsync(_now, cancelled);
            await Task.WhenAll(then, now, alarms);
            _drill = await then ?? _drill!;
            _nowKnown = NowKnown.Of(_drill, await now, Preferences);
            _alarms = [.. (await alarms).Where(a => a.Asset == Id)];
            return true;
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The past cannot be read{error.Advice()}.";
            return false;
        }
    }

    private async Task LoadAsync(DrillCondition drill, CancellationToken cancelled)
    {
        var newest = drill.Latest?.EventTimeUnixMicros ?? _now;
        var wanted = _chosen is null ? LogTrack.UsualChannels : [.. _chosen.SelectMany(t => t.Channels).Distinct()];
        var reasons = ReasonText.Read(drill.Latest?.Reasons, Preferences.Units);
        var trend = TimeRange.EndingAt(newest + 1, TrendLength);
        var channels = _isByDepth ? LoadByDepthAsync(wanted, cancelled)
            : ChannelHistoryQuery.RunAsync(Store, Id, _range.Range, FirstPoints, wanted, cancelled);
        var health = HealthHistoryQuery.RunAsync(Store, Id, _healthRange, FirstPoints, cancelled);
        var values = NewestValuesQuery.RunAsync(Store, Id, newest, cancelled);
        var descriptors = DescriptorHistoryQuery.RunAsync(
            Store, Id, trend, FirstPoints, ReasonTrend.DescriptorsOf(reasons), cancelled);
        await Task.WhenAll(channels, health, values, descriptors);
        (_channels, _health, _values) = (await channels, await health, await values);
        _trends = ReasonTrend.Of(reasons, await descriptors, trend, Preferences.Units);
        _tracks = _chosen ?? LogTrack.UsualOf(c => _channels.Series.Any(s => s.Name == c.Name)
            || _values.Any(v => v.Channel.Id == c.Id));
    }

    private async Task<ChannelHistory> LoadByDepthAsync(IReadOnlyList<Channel> wanted, CancellationToken cancelled)
    {
        var asked = new Parameters(Clock).Depths(Top, Bottom) is { } depths && depths.Bottom > depths.Top ? depths : (DepthRange?)null;
        _byDepth = await DepthHistoryQuery.RunAsync(Store, Id, _range.Range, asked, FirstPoints, wanted, cancelled);
        return _byDepth.Channels;
    }

    private string TrendSpan => $"the {TrendLength.TotalHours:0} hours to "
        + $"{Preferences.Time(UnixMicros.ToUtc(_drill!.Latest?.EventTimeUnixMicros ?? _now))} {Preferences.ZoneLabel}";

    private string HealthTitle => _healthRange.Length > HealthLength
        ? $"Health index, {_healthRange.Length.TotalDays:0} days" : "Health index, 24 hours";

    /// <summary>End of what can be seen.</summary>
    private long Latest => _range.IsLive ? _now : _range.EndsAtData || _replay is not null ? _range.Range.ToUnixMicros : _now;

    /// <summary>What the form of the tracks must not lose.</summary>
    private IReadOnlyList<(string Key, string Value)> Kept =>
        [.. new (string Key, string? Value)[] { ("range", RangeKey), ("from", From), ("to", To), ("at", At), ("span", Span),
                ("axis", _isByDepth ? DepthAxis : null) }
            .Where(k => !string.IsNullOrEmpty(k.Value)).Select(k => (k.Key, k.Value!))];

    private string Path => $"/drills/{Uri.EscapeDataString(Id)}";

    private IReadOnlyList<(string Key, string Value)> KeptInReplay =>
    [
        .. RangeKey is null ? Array.Empty<(string, string)>() : [("range", RangeKey)],
        .. (_chosen ?? []).SelectMany(t => t.Channels.Select(c => ($"t{t.Number}", c.Name))),
        .. _with is null ? Array.Empty<(string, string)>() : [("with", _with)],
        .. _isByDepth ? [("axis", DepthAxis)] : Array.Empty<(string, string)>(),
    ];

    // An hour back, to have something to look at.
    private string ReplayUrl => $"{Path}?at={(_now - UnixMicros.Length(TimeSpan.FromHours(1))) / 1000}";

    /// <summary>The page with another range and the same tracks.</summary>
    private string Address(string range) => Address($"range={range}", _isByDepth);

    /// <summary>The page with time or depth downwards.</summary>
    private string AddressBy(bool depth) => Address(string.Join('&', new (string Key, string? Value)[]
        { ("range", RangeKey), ("from", From), ("to", To) }.Where(k => !string.IsNullOrEmpty(k.Value))
        .Select(k => $"{k.Key}={Uri.EscapeDataString(k.Value!)}")), depth);

    private string Address(string time, bool byDepth)
    {
        string?[] parts = [time.Length == 0 ? null : time, byDepth ? $"axis={DepthAxis}" : null,
            _chosen is null ? null : LogTrack.Query(_chosen),
            _with is null ? null : $"with={Uri.EscapeDataString(_with)}", _replay?.Query(_replay.AtUnixMicros)];
        return $"{Path}?{string.Join('&', parts.Where(p => p is not null))}#log";
    }
}
