using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
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
    private static readonly DisplayUnit HealthUnit = new("", 1, 0, 1);

    private DrillCondition? _drill;
    private DrillRange _range = null!;
    private ChannelHistory? _channels;
    private ChannelHistory? _health;
    private IReadOnlyList<NewestValue>? _values;
    private string? _failure;
    private long _now;

    [Parameter] public string Id { get; set; } = "";

    [Inject] private LiveFleet Live { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private IOptions<DashboardOptions> Options { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "range")] private string? RangeKey { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    /// <summary>Charted channels by measurement location: those with data in the range or, on a live page, a recent value.</summary>
    private IEnumerable<IGrouping<string, Channel>> Groups => StandardChannels.All
        .Where(c => _channels!.Series.Any(s => s.Name == c.Name) || (_range.IsLive && _values!.Any(v => v.Channel.Id == c.Id)))
        .GroupBy(c => c.Location, StringComparer.Ordinal);

    protected override async Task OnInitializedAsync()
    {
        _now = UnixMicros.Now(Clock);
        _drill = Live.Find(Id) is { } drill && Context.Scope.Allows(drill.Asset.Region) ? drill : null;
        if (_drill is null)
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        _range = DrillRange.Create(RangeKey, From, To, _drill.Latest?.EventTimeUnixMicros, Clock);
        var cancelled = Http.RequestAborted;
        try
        {
            var channels = ChannelHistoryQuery.RunAsync(Store, Id, _range.Range, FirstPoints, StandardChannels.All, cancelled);
            var health = HealthHistoryQuery.RunAsync(Store, Id, _range.Range, FirstPoints, cancelled);
            var values = NewestValuesQuery.RunAsync(Store, Id, _drill.Latest?.EventTimeUnixMicros ?? _now, cancelled);
            await Task.WhenAll(channels, health, values);
            (_channels, _health, _values) = (await channels, await health, await values);
        }
        catch (StoreException error)
        {
            // The condition comes from memory and is still valid; show an error for the missing history instead of empty charts.
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The history is unavailable{(error.IsTransient ? "; try again in a moment" : "")}.";
        }
    }

    private DisplayUnit UnitOf(Channel channel) => DisplayUnits.Of(channel, Preferences.Units);

    private static string Capital(string location) => Words.Channel(location.Replace('-', ' '));
}
