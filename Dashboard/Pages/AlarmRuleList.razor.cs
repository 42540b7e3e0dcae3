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

/// <summary>All rules, as the fleet's definitions say or as they judge one drill.</summary>
public sealed partial class AlarmRuleList
{
    private IReadOnlyList<Row> _rows = [];
    private IReadOnlyList<string> _assets = [];
    private bool _unknown;
    private string? _failure;

    [Inject] private IAlarmRuleAdministration Rules { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "asset")] private string? Asset { get; set; }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var drills = Registry.All.Where(a => Context.Scope.Allows(a.Region)).ToList();
            _assets = [.. drills.Select(a => a.Id.Value).Order(StringComparer.Ordinal)];
            var shown = string.IsNullOrWhiteSpace(Asset) ? null : drills.Find(a => a.Id.Value == Asset.Trim());
            _unknown = shown is null && !string.IsNullOrWhiteSpace(Asset);
            var rows = await Rules.ListAsync(new AlarmActor(Context.Name, Context.Scope), Http.RequestAborted);
            var set = AlarmRuleSet.Of(rows);
            _rows = [.. rows.GroupBy(r => r.Rule, StringComparer.Ordinal).Select(g => RowOf(set, [.. g], shown)).OfType<Row>()
                .OrderBy(r => r.Title, StringComparer.Ordinal)];
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store is unavailable{error.Advice()}.";
        }
    }

    private Row? RowOf(AlarmRuleSet set, AlarmRuleRow[] versions, Asset? shown)
    {
        AlarmRuleRow[] standing = [.. versions.GroupBy(v => v.Scope).Select(g => g.Last()).Where(v => v.Definition is not null)];
        if (standing.Length == 0) return null;
        var rule = set.At(shown, versions[0].Rule, UnixMicros.Now(Clock))?.Parse([]);
        var last = versions[^1];
        return new Row(
            versions[0].Rule, rule?.Title ?? versions[0].Rule, rule,
            "not defined for " + (shown is null ? "the whole fleet" : "this drill"),
            [.. standing.Where(s => s.Scope != AlarmScope.Fleet.ToString()).Select(s => s.Scope)],
            last.EffectiveUnixMicros == UnixMicros.None ? null : last.EffectiveUnixMicros, last.Author,
            $"/alarms/rules/{versions[0].Rule}{(shown is null ? "" : $"?asset={Uri.EscapeDataString(shown.Id.Value)}")}");
    }

    private static string Priority(AlarmLevel level) => level.Priority.ToString().ToLowerInvariant();

    private sealed record Row(string Rule, string Title, AlarmRule? Parsed, string Missing, IReadOnlyList<string> Places, long? Changed,
        string Author, string Address);
}
