using System.Text.Json.Nodes;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>One rule: what applies at a place and where each field comes from, its form, its history. Engineers change it.</summary>
public sealed partial class AlarmRuleDetail
{
    private const int MaxVersions = 100;
    private const int DryRunDays = 7;

    private IReadOnlyList<AlarmRuleField> _fields = [];
    private IReadOnlyList<Version> _versions = [];
    private IReadOnlyList<string> _scopes = [];
    private IReadOnlyList<AlarmRuleError> _errors = [];
    private AlarmRuleMerge? _merge;
    private AlarmDryRun? _dryRun;
    private AlarmRule? _rule;
    private JsonObject? _own;
    private string _scope = "fleet";
    private string _title = "";
    private string? _json;
    private string? _note;
    private string? _failure;
    private string? _done;
    private bool _isUnknown;
    private bool _mayEdit;
    private int _newest;

    /// <summary>Name of the rule; <c>new</c>: of one in the query.</summary>
    [Parameter] public string Name { get; set; } = "";

    [Inject] private IAlarmRuleAdministration Rules { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "scope")] private string? Scope { get; set; }

    [SupplyParameterFromQuery(Name = "asset")] private string? Asset { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? NewName { get; set; }

    [SupplyParameterFromQuery(Name = "saved")] private string? Saved { get; set; }

    private string Rule => Name == "new" && !string.IsNullOrWhiteSpace(NewName) ? NewName.Trim() : Name;

    private AlarmActor Actor => new(Context.Name, Context.Scope);

    // Of a new rule what must be filled in; of a place without a definition nothing yet.
    private string Shown => _own is not null ? AlarmRuleForm.Indented(_own) : _merge is not null ? "{\n}" : AlarmRuleForm.NewRule;

    protected override async Task OnInitializedAsync()
    {
        _scope = !string.IsNullOrWhiteSpace(Scope) ? Scope.Trim() : !string.IsNullOrWhiteSpace(Asset) ? $"asset:{Asset.Trim()}" : "fleet";
        if (Saved is not null) _done = $"Version {Saved} judges from now on.";
        try
        {
            await LoadAsync();
        }
        catch (StoreException error)
        {
            Fail(StatusCodes.Status503ServiceUnavailable,
                $"The store is unavailable{error.Advice()}.");
        }
    }

    private async Task LoadAsync()
    {
        var all = await Rules.ListAsync(Actor, Http.RequestAborted);
        AlarmRuleRow[] rows = [.. all.Where(r => r.Rule == Rule)];
        _mayEdit = Context.Is(Role.Engineer);
        _isUnknown = rows.Length == 0 && !(Name == "new" && _mayEdit);
        if (_isUnknown)
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        _newest = rows.Length == 0 ? 0 : rows[^1].Version;
        if (!AlarmScope.TryParse(_scope, out var scope))
        {
            Fail(StatusCodes.Status400BadRequest, $"'{_scope}' is not a place; expected {AlarmScope.Forms}.");
            (scope, _scope) = (AlarmScope.Fleet, "fleet");
        }
        // Of a drill all its places apply, of a place those above it.
        var place = scope.Kind == AlarmScopeKind.Asset && Registry.TryGet(scope.Name, out var drill) && Context.Scope.Allows(drill.Region)
            ? AlarmScope.Of(drill) : scope.Path();
        var now = UnixMicros.Now(Clock);
        AlarmRuleDefinition[] definitions = [.. AlarmRuleSet.Of(rows).DefinitionsOf(Rule).Where(d => d.EffectiveUnixMicros <= now)];
        _merge = AlarmRuleMerge.Of([.. definitions.Where(d => place.Contains(d.Scope))]);
        _own = definitions.LastOrDefault(d => d.Scope == scope)?.Fields;
        _rule = _merge?.Parse([]);
        _title = _rule?.Title ?? Rule;
        _fields = AlarmRuleForm.Fields(_merge, posted: null, _errors);
        _versions = [.. VersionsOf(rows).Reverse().Take(MaxVersions)];
        _scopes = [.. Registry.All.Where(a => Context.Scope.Allows(a.Region)).SelectMany(AlarmScope.Of).Distinct()
            .OrderBy(s => s.Kind).ThenBy(s => s.Name, StringComparer.Ordinal).Select(s => s.ToString())];
    }

    private Task SubmitFieldsAsync()
    {
        var posted = Http.Request.Form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        if (_merge is null) return Task.CompletedTask;
        var definition = AlarmRuleForm.Definition(_merge, _own, posted);
        return SubmitAsync(definition.ToJsonString(), () => _fields = AlarmRuleForm.Fields(_merge, posted, _errors));
    }

    private Task SubmitJsonAsync()
    {
        _json = Http.Request.Form["definition"].ToString();
        return SubmitAsync(_json, static () => { });
    }

    private async Task SubmitAsync(string definition, Action refused)
    {
        var (act, seen) = (Http.Request.Form["act"].ToString(), Http.Request.Form["seen"].ToString());
        _note = Http.Request.Form["note"].ToString();
        // The form is rendered for engineers only, but anybody can post it.
        if (!_mayEdit)
        {
            Fail(StatusCodes.Status403Forbidden, "Only engineers and admins may change rules.");
            return;
        }
        var change = new AlarmRuleChange(Rule, _scope, act == "remove" ? null : definition, _note,
            int.TryParse(seen, out var version) ? version : null);
        try
        {
            if (act == "check")
            {
                _errors = await Rules.CheckAsync(change, Actor, Http.RequestAborted);
                if (_errors.Count > 0) throw new AlarmRuleException(_errors);
                (_done, _json) = ("The definition would be accepted; nothing was changed.", definition);
                return;
            }
            if (act == "dry-run")
            {
                _json = definition;
                _dryRun = await Rules.DryRunAsync(change, DryRunDays, Actor, Http.RequestAborted);
                return;
            }
            var changed = await Rules.ChangeAsync(change, Actor, Http.RequestAborted);
            Navigation.NavigateTo($"/alarms/rules/{Uri.EscapeDataString(Rule)}?scope={Uri.EscapeDataString(_scope)}"
                + $"&saved={changed.Version}");
        }
        catch (AlarmRuleException error)
        {
            _errors = error.Errors;
            Fail(error.IsConflict ? StatusCodes.Status409Conflict : error.IsForbidden ? StatusCodes.Status403Forbidden
                : StatusCodes.Status400BadRequest, "Not changed. " + error.Message);
            refused();
        }
    }

    private static IEnumerable<Version> VersionsOf(IReadOnlyList<AlarmRuleRow> rows)
    {
        var before = new Dictionary<string, JsonObject?>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var fields = FieldsOf(row);
            var isFirst = before.GetValueOrDefault(row.Scope) is null;
            yield return new Version(row, isFirst, isFirst ? [] : AlarmRuleDifference.Between(before[row.Scope], fields));
            before[row.Scope] = fields;
        }
    }

    // Of another build's definition nothing can be told but that it is there.
    private static JsonObject? FieldsOf(in AlarmRuleRow row)
    {
        try
        {
            return row.Definition is null ? null : AlarmRuleJson.Read(row.Definition);
        }
        catch (AlarmRuleException)
        {
            return null;
        }
    }

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _failure = message;
    }

    private static string? Invalid(AlarmRuleField field) => field.Error is null ? null : "true";

    private static string Priority(AlarmLevel level) => level.Priority.ToString().ToLowerInvariant();

    private sealed record Version(AlarmRuleRow Row, bool IsFirst, IReadOnlyList<AlarmRuleDifference> Changes);
}
