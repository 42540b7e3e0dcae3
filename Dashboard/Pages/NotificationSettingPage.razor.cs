using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>A route, rota or webhook: what it means at present, and the form that changes it.</summary>
public sealed partial class NotificationSettingPage
{
    private const string NewRoute = """
        {
          "priorityAtLeast": "medium",
          "steps": [
            { "to": [ { "email": "shift@example.org" } ] },
            { "after": "00:15:00", "to": [ { "email": "chief@example.org" } ] }
          ]
        }
        """;

    private const string NewRota = """
        {
          "timeZone": "Europe/Oslo",
          "people": { "anna": { "email": "anna@example.org" }, "bob": { "email": "bob@example.org" } },
          "levels": [ { "from": "2026-01-05", "handOver": "08:00", "days": 7, "people": [ "anna", "bob" ] } ],
          "overrides": []
        }
        """;

    private IReadOnlyList<(string Field, string Message)> _faults = [];
    private NotificationSetting? _setting;
    private string? _definition;
    private string? _url;
    private string? _failure;
    private bool _isUnknown;

    [Parameter] public string? Kind { get; set; }

    [Parameter] public string? Name { get; set; }

    [Inject] private INotificationAdministration Administration { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "kind")] private string? NewKind { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? NewName { get; set; }

    private string TheKind => (Kind ?? NewKind ?? "").Trim();

    private string TheName => (Name ?? NewName ?? "").Trim();

    private string Title => $"{Words.Sentence(NotificationWords.Kind(TheKind))} {TheName}";

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
        _definition ??= _setting?.Definition ?? (TheKind == NotificationKinds.Rota ? NewRota : NewRoute);
    }

    private Task SubmitAsync() => TryAsync(async () =>
    {
        if (_isUnknown) return;
        var form = Http.Request.Form;
        if (form["action"] == "test")
        {
            if (await Administration.TestAsync(TheName, Context.Name, Http.RequestAborted) is not null) Leave("tested");
            return;
        }
        _url = form["url"];
        _definition = form["definition"];
        var definition = form["action"] == "remove" ? null
            : TheKind == NotificationKinds.Webhook ? JsonSerializer.Serialize(new { url = _url ?? "", secret = $"{form["secret"]}" })
            : _definition ?? "";
        _faults = await Administration.ChangeAsync(TheKind, TheName, definition, Context.Name, Http.RequestAborted);
        if (_faults.Count == 0) Leave(definition is null ? "removed" : "saved");
        else Http.Response.StatusCode = StatusCodes.Status400BadRequest;
    });

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
            _failure = $"The store is unavailable{(error.IsTransient ? "; try again in a moment" : "")}: nothing was changed.";
        }
    }
}
