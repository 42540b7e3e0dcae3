using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>What was told of alarms; for engineers of all regions also what decides it.</summary>
public sealed partial class Notifications
{
    private const int MaxShown = 200;
    private IReadOnlyList<NotificationRow> _rows = [];
    private NotificationOverview? _overview;
    private string? _failure;
    private string? _said;

    [Inject] private INotificationAdministration Administration { get; set; } = null!;

    [Inject] private AlarmBook Book { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "asset")] private string? Asset { get; set; }

    [SupplyParameterFromQuery(Name = "route")] private string? Route { get; set; }

    /// <summary>What was done before this page was shown.</summary>
    [SupplyParameterFromQuery(Name = "done")] private string? Done { get; set; }

    private bool IsCut => Given(State) is not null || Given(Asset) is not null || Given(Route) is not null;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            if (Context.MayQuery) _overview = await Administration.ReadAsync(Http.RequestAborted);
            _said = NotificationWords.Done(Done);
            _rows = await NotificationsQuery.RunAsync(Store, Context.Scope,
                [("state", Given(State)), ("asset", Given(Asset)), ("route", Given(Route))], MaxShown, Http.RequestAborted);
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store is unavailable{error.Advice()}.";
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private string TitleOf(string asset, string rule) => Book.Find(Alarm.IdOf(asset, rule))?.Title ?? rule;

    private string Time(long unixMicros) => UnixMicros.TryToUtc(unixMicros, out var time) ? Preferences.Time(time) : "–";
}
