using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>One alarm: what it is, what to do, its trend, its history. <c>client/alarm-detail.ts</c> says when it has changed.</summary>
public sealed partial class AlarmDetail
{
    private const int MaxRows = 200;
    private const int MaxOrders = 20;

    private Alarm? _alarm;
    private ShownAlarm _shown = null!;
    private AlarmTrend? _trend;
    private IReadOnlyList<AlarmHistoryLine> _steps = [];
    private IReadOnlyList<WorkOrder> _orders = [];
    private bool _isComplete = true;
    private string? _signal;
    private string? _said;
    private string? _failure;
    private bool _failed;
    private bool _unreadable;
    private long _now;

    [Parameter] public string Id { get; set; } = "";

    [Inject] private AlarmBook Book { get; set; } = null!;

    [Inject] private AlarmPast Past { get; set; } = null!;

    [Inject] private AlarmActions Actions { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(Name = "action", FormName = "alarms")] private string? Action { get; set; }

    private bool MayAct => Context.Is(Role.Operator);

    private bool IsOfInstallation => _alarm!.Asset == AlarmSignals.Installation;

    private string RaiseUrl => "/work-orders/new?alarm=" + Uri.EscapeDataString(
        UnixMicros.TryToUtc(_alarm!.OnsetUnixMicros, out var onset) ? $"{_alarm.Id}@{onset:O}" : _alarm.Id);

    protected override Task OnInitializedAsync() => LookAsync();

    private async Task ActAsync()
    {
        var sent = AlarmForm.Of(await Http.Request.ReadFormAsync(Http.RequestAborted));
        var answer = await AlarmForm.ActAsync(sent, Actions, Book, Context, _now, Http.RequestAborted);
        Http.Response.StatusCode = answer.Status;
        (_said, _failed) = (answer.Said, answer.Status != StatusCodes.Status200OK);
        await LookAsync();
    }

    private async Task LookAsync()
    {
        _now = UnixMicros.Now(Clock);
        try
        {
            _alarm = await FindAsync();
        }
        catch (StoreException)
        {
            _unreadable = true;
        }
        if (_alarm is null)
        {
            Http.Response.StatusCode = _unreadable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound;
            return;
        }
        _shown = ShownAlarm.Of(_alarm, Registry.TryGet(_alarm.Asset, out var asset) ? asset : null, Preferences);
        _signal = ShownSignal.Of(_alarm.Definition, _alarm.Level, Preferences.Units)?.Label;
        try
        {
            var life = await AlarmLifeQuery.RunAsync(Store, _alarm.Asset, _alarm.Rule, MaxRows, Http.RequestAborted);
            (_steps, _isComplete) = (AlarmHistoryLine.Of(life, _alarm.Definition, Preferences), life.IsComplete);
            _orders = await WorkOrdersQuery.OfAlarmAsync(Store, _alarm.Asset, _alarm.Rule, MaxOrders, Http.RequestAborted);
            _trend = await AlarmTrend.LoadAsync(Store, _alarm, Preferences, _now, Http.RequestAborted);
        }
        catch (StoreException error)
        {
            // The alarm comes from memory and is still valid.
            _failure = $"History, trend and work orders are unavailable{error.Advice()}.";
        }
    }

    // What has been at rest for more than a week is on record only.
    private async Task<Alarm?> FindAsync()
    {
        if (!Alarm.TrySplit(Id, out var asset, out var rule) || !Context.Scope.AllowsRowsOf(asset, Registry)) return null;
        return Book.Find(Id) ?? (await Past.HistoryAsync(asset, rule, _now, Http.RequestAborted))?.Alarm;
    }

    private string Time(long unixMicros) => UnixMicros.TryToUtc(unixMicros, out var time) ? Preferences.Time(time) : "–";
}
