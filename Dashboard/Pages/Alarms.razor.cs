using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>The list of alarms: complete without script, then kept current by <c>client/alarm-list.ts</c>.</summary>
public sealed partial class Alarms
{
    private AlarmsView _view = null!;
    private string? _said;
    private bool _failed;
    private long _now;

    [Inject] private AlarmBook Book { get; set; } = null!;

    [Inject] private AlarmEngine Engine { get; set; } = null!;

    [Inject] private AlarmActions Actions { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(Name = "action", FormName = "alarms")] private string? Action { get; set; }

    private bool MayAct => Context.Is(Role.Operator);

    private string Heading => _view.Filter.View switch
    {
        AlarmViews.Unacknowledged => "unacknowledged, most urgent first",
        AlarmViews.Shelved => "shelved: silenced by an operator, for a time",
        AlarmViews.Suppressed => "silenced by their rule, or out of service",
        AlarmViews.Late => "known late, or withdrawn by later data",
        AlarmViews.Recent => "open or over",
        _ => "open, most urgent first",
    };

    private string? Incomplete => Engine.Status.Complaint;

    private string Empty => Incomplete is not null ? "No alarm is known, but alarms may be missing."
        : _view.Filter.IsCut ? "No alarm matches the filter."
        : _view.Filter.View == AlarmViews.Open ? "No alarm is open at present." : "No alarm is in this view at present.";

    protected override void OnInitialized() => Look();

    private async Task ActAsync()
    {
        var sent = AlarmForm.Of(await Http.Request.ReadFormAsync(Http.RequestAborted));
        var answer = await AlarmForm.ActAsync(sent, Actions, Book, Context, _now, Http.RequestAborted);
        Http.Response.StatusCode = answer.Status;
        (_said, _failed) = (answer.Said, answer.Status != StatusCodes.Status200OK);
        Look();
    }

    private void Look()
    {
        _now = UnixMicros.Now(Clock);
        _view = new AlarmsView(Book.All, Registry, Context.Scope, AlarmFilter.Of(Http.Request.QueryString.Value ?? ""), Preferences, _now);
    }
}
