using System.Text.Json;
using System.Text.Json.Nodes;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>A route, rota or webhook: what it means at present, and the form that changes it.</summary>
public sealed partial class NotificationSettingPage
{
    private readonly List<string> _faults = [];
    private SettingForm? _form;
    private SettingNames? _names;
    private NotificationSetting? _setting;
    private string? _url;
    private string? _failure;
    private bool _isUnknown;

    [Parameter] public string? Kind { get; set; }

    [Parameter] public string? Name { get; set; }

    [Inject] private INotificationAdministration Administration { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private AlarmRules Rules { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "kind")] private string? NewKind { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? NewName { get; set; }

    private string TheKind => (Kind ?? NewKind ?? "").Trim();

    private string TheName => (Name ?? NewName ?? "").Trim();

    private string Title => $"{Words.Sentence(NotificationWords.Kind(TheKind))} {TheName}";

    private static IEnumerable<string> Zones => TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id);

    private string? Invalid => _faults.Count > 0 ? "true" : null;

    private string? Describes => _faults.Count > 0 ? "faults" : null;

    /// <summary>Path of a setting's page.</summary>
    internal static string Address(string kind, string name) => $"/alarms/notifications/{kind}/{Uri.EscapeDataString(name)}";

    protected override Task OnInitializedAsync() => TryAsync(LookAsync);

    private async Task LookAsync()
    {
        var overview = await Administration.ReadAsync(Http.RequestAborted);
        _setting = overview.Settings.FirstOrDefault(s => s.Kind == TheKind && s.Name == TheName);
        _isUnknown = TheName.Length == 0 || !NotificationKinds.All.Contains(TheKind) || (_setting is null && Name is not null);
        if (_isUnknown) Http.Response.StatusCode = StatusCodes.Status404NotFound;
        _names = new SettingNames(
            [.. Registry.All.Select(a => a.Region).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], Rules.Current.Rules,
            [Preferences.Zone.Id, .. Zones.Where(z => z != Preferences.Zone.Id)], NamesOf(NotificationKinds.Rota),
            NamesOf(NotificationKinds.Webhook));
        var definition = _setting is null ? null : JsonNode.Parse(_setting.Definition) as JsonObject;
        if (TheKind == NotificationKinds.Route) _form = RouteForm.Of(definition, _names);
        else if (TheKind == NotificationKinds.Rota)
            _form = RotaForm.Of(definition, _names, Preferences.Zone.Id, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime));

        IReadOnlyList<string> NamesOf(string kind) => [.. overview.Settings.Where(s => s.Kind == kind).Select(s => s.Name)];
    }

    private Task SubmitAsync() => TryAsync(async () =>
    {
        if (_isUnknown || _names is null) return;
        var form = Http.Request.Form;
        if (form["action"] == "test")
        {
            if (await Administration.TestAsync(TheName, Context.Name, Http.RequestAborted) is not null) Leave("tested");
            return;
        }
        if (form["action"] == "remove") await ChangeAsync(definition: null);
        else if (TheKind == NotificationKinds.Webhook)
        {
            _url = form["url"];
            await ChangeAsync(JsonSerializer.Serialize(new { url = _url ?? "", secret = $"{form["secret"]}" }));
        }
        else
        {
            _form = TheKind == NotificationKinds.Rota ? RotaForm.Of(form, _names!) : RouteForm.Of(form, _names!);
            if (form["action"] != "save") return; // a row more, or one less
            if (_form.Definition() is { } entered) await ChangeAsync(entered.ToJsonString());
            else Http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    });

    private async Task ChangeAsync(string? definition)
    {
        var faults = await Administration.ChangeAsync(TheKind, TheName, definition, Context.Name, Http.RequestAborted);
        if (faults.Count == 0) Leave(definition is null ? "removed" : "saved");
        else Http.Response.StatusCode = StatusCodes.Status400BadRequest;
        if (_form is not null && definition is not null)
        {
            _form.Show(faults);
            _faults.AddRange(_form.Faults);
        }
        else _faults.AddRange(faults.Select(f => $"{f.Field} {f.Message}"));
    }

    private void Leave(string done) => Navigation.NavigateTo($"/alarms/notifications?done={done}");

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store is unavailable{error.Advice()}: nothing was changed.";
        }
    }
}
