using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Live;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Pages;

/// <summary>Completeness, gaps of one asset, dead letters, rates and lag.</summary>
public sealed partial class Data
{
    private const int MaxDeadLetters = 50;
    private const int MaxGaps = 100;
    private const int ChartedMinutes = 15;
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(1);

    private Throughput _throughput = new(0, 0, 0, null);
    private IReadOnlyList<MinuteRow> _minutes = [];
    private IReadOnlyList<CompletenessRow> _completeness = [];
    private IReadOnlyList<GapRow>? _gaps;
    private IReadOnlyList<DeadLetter> _deadLetters = [];
    private IReadOnlyList<(string Name, string Value)> _lags = [];
    private string? _failure;
    private int _known;
    private long _now;

    [Inject] private LiveFleet Live { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private IOptions<DashboardOptions> Options { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "asset")] private string? Asset { get; set; }

    [SupplyParameterFromQuery(Name = "reason")] private string? Reason { get; set; }

    private long? NewestMicros => _throughput.NewestKnownAt is { } time ? UnixMicros.Of(time) : null;

    private string DelayText => Live.Delays.Quantiles() is { } delay ? Seconds(delay.P50) : "–";

    private string DelayTailText => Live.Delays.Quantiles() is { } delay ? $" median, {Seconds(delay.P99)} p99" : "";

    private static string Seconds(double seconds) => seconds < 1 ? $"{seconds * 1000:0} ms" : $"{seconds:0.0} s";

    protected override async Task OnInitializedAsync()
    {
        _now = UnixMicros.Now(Clock);
        _known = Live.All.Count(d => Context.Scope.Allows(d.Asset.Region));
        if (Asset is not null && (Live.Find(Asset) is not { } drill || !Context.Scope.Allows(drill.Asset.Region))) Asset = null;
        _lags = Context.Scope.IsAll ? LagFigures.Read() : [];
        try
        {
            await ReadAsync(Http.RequestAborted);
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store is unavailable{error.Advice()}. Telemetry is still written to the "
                + "log.";
        }
    }

    private async Task ReadAsync(CancellationToken cancelled)
    {
        var throughput = ThroughputQuery.RunAsync(Store, Clock, RateWindow, cancelled);
        var minutes = MinutesQuery.RunAsync(Store, Clock, ChartedMinutes, Options.Value.StaleAfter, cancelled);
        var completeness = CompletenessQuery.RunAsync(Store, cancelled);
        var deadLetters = DeadLettersQuery.RunAsync(Store, Context.Scope, Asset, string.IsNullOrEmpty(Reason)
            ? null : Reason, MaxDeadLetters, cancelled);
        var gaps = Asset is null ? null : GapsQuery.RunAsync(Store, Context.Scope, Asset, MaxGaps, cancelled);
        await Task.WhenAll(throughput, minutes, completeness, deadLetters);
        (_throughput, _minutes) = (await throughput, await minutes);
        _completeness = [.. (await completeness).Where(r => Context.Scope.AllowsRowsOf(r.Asset, Registry))
            .OrderByDescending(r => r.Missing).ThenByDescending(r => r.Rejected).ThenBy(r => r.Asset, StringComparer.Ordinal)];
        _deadLetters = await deadLetters;
        _gaps = gaps is null ? null : await gaps;
    }

    private static string Number(double value) => value >= 100 ? value.ToString("N0") : value.ToString("N1");
}
