using System.Text.Json.Nodes;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Alarms.Rules;

/// <summary>
/// Changes rules in the store of this process. A change is checked against the newest rows within its own commit, which moves the chain of
/// operator actions, so that of two authors at once one wins and the other's change is checked again. Failure: a commit that fails changes
/// nothing; repeating one whose outcome is unknown changes nothing when it had succeeded. Threading: any.
/// </summary>
public sealed class AlarmRuleAdministration(
    IConditionStore store, AssetRegistry registry, AlarmRules rules, AlarmActions actions, IAlarmDryRun dryRun,
    TimeProvider clock)
        : IAlarmRuleAdministration
{
    private const int MaxNote = 500;

    public async Task<IReadOnlyList<AlarmRuleRow>> ListAsync(AlarmActor actor, CancellationToken cancellationToken) =>
        [.. (await AlarmRulesQuery.RunAsync(store, cancellationToken)).Where(r => MaySee(r.Scope, actor))];

    public async Task<AlarmRuleRow> ChangeAsync(AlarmRuleChange change, AlarmActor actor, CancellationToken cancellationToken)
    {
        AlarmRuleRow? result = null;
        await actions.CommitAsync(
            async token =>
            {
                var (row, isNew) = Prepare(change, actor, await AlarmRulesQuery.RunAsync(store, token));
                result = row;
                return isNew ? new ActionCommit([ActionOf(row, change)], [TableBatch.Of(row)]) : null;
            },
            cancellationToken);
        // This process judges by it now; others read the table within a second.
        rules.Use(AlarmRuleSet.Of(await AlarmRulesQuery.RunAsync(store, cancellationToken)));
        return result!.Value;
    }

    public async Task<IReadOnlyList<AlarmRuleError>> CheckAsync(AlarmRuleChange change, AlarmActor actor,
        CancellationToken cancellationToken)
    {
        try
        {
            Prepare(change, actor, await AlarmRulesQuery.RunAsync(store, cancellationToken));
            return [];
        }
        catch (AlarmRuleException refused)
        {
            return refused.Errors;
        }
    }

    public async Task<AlarmDryRun> DryRunAsync(AlarmRuleChange change, int days, AlarmActor actor, CancellationToken cancellationToken)
    {
        if (days is < 1 or > AlarmDryRun.MaxDays)
            throw new AlarmRuleException("days", $"is {days}; expected a whole number from 1 to {AlarmDryRun.MaxDays}.");
        var rows = await AlarmRulesQuery.RunAsync(store, cancellationToken);
        if (!AlarmScope.TryParse(change.Scope, out var scope))
            throw new AlarmRuleException("scope", $"'{change.Scope}' is not a scope; expected {AlarmScope.Forms}.");
        if (change.Definition is not null) rows = [.. rows, Prepare(change, actor, rows).Row with { EffectiveUnixMicros = 0 }];
        // As it would be from now on, judged over what was: the versions of then are not asked for.
        var (set, now) = (AlarmRuleSet.Of(rows), UnixMicros.Now(clock));
        (Asset, AlarmRule)[] judged =
        [
            .. registry.All.Where(a => scope.Covers(a) && actor.Scope.Allows(a.Region)).OrderBy(a => a.Id.Value, StringComparer.Ordinal)
                .Select(a => (a, set.At(a, change.Rule, now)?.Parse([]))).Where(p => p.Item2 is { Enabled: true })
                .Select(p => (p.a, p.Item2!)),
        ];
        if (judged.Length > 0 && judged[0].Item2.IsOfInstallation)
            throw new AlarmRuleException("", $"{change.Rule} is about the installation: what its models did is not on record, so that no "
                + "dry run can tell.");
        if (judged.Length == 0)
            throw new AlarmRuleException("", $"{change.Rule} judges no drill at {scope}: it is not defined there, disabled, or there is "
                + "none.");
        return await dryRun.RunAsync(judged, now - UnixMicros.Length(TimeSpan.FromDays(days)), now, cancellationToken);
    }

    /// <summary>True for scopes that hold no more than the actor's regions, and for those above all regions.</summary>
    public bool MaySee(string scope, AlarmActor actor) =>
        actor.Scope.IsAll || !AlarmScope.TryParse(scope, out var place) || RegionOf(place) is not { } region || actor.Scope.Allows(region);

    /// <summary>True when everything that the scope covers lies in the actor's regions.</summary>
    public bool MayChange(AlarmScope scope, AlarmActor actor) =>
        actor.Scope.IsAll || (RegionOf(scope) is { } region && actor.Scope.Allows(region));

    private (AlarmRuleRow Row, bool IsNew) Prepare(AlarmRuleChange change, AlarmActor actor, IReadOnlyList<AlarmRuleRow> rows)
    {
        var scope = ScopeOf(change, actor);
        if (change.Note is { Length: > MaxNote } note)
            throw new AlarmRuleException("note", $"has {note.Length} characters; at most {MaxNote} are allowed.");
        AlarmRuleRow[] versions = [.. rows.Where(r => r.Rule == change.Rule).OrderBy(r => r.Version)];
        var newest = versions.LastOrDefault().Version;
        if (change.Version is { } seen && seen != newest)
            throw new AlarmRuleException("version", $"is {seen}, but {change.Rule} has version {newest} by now, made by "
                + $"{versions.LastOrDefault().Author ?? "nobody"}; look at it and decide again.")
            { IsConflict = true };
        var fields = change.Definition is { } json ? AlarmRuleJson.Read(json) : null;
        var here = versions.LastOrDefault(r => r.Scope == change.Scope);
        if (here.Definition is null && fields is null)
            throw new AlarmRuleException("", $"{change.Rule} has no definition at {scope}.") { IsUnknown = true };
        if (here.Definition is { } same && fields is not null && JsonNode.DeepEquals(AlarmRuleJson.Read(same), fields))
            return (here, false);
        var last = versions.Length == 0 ? UnixMicros.None : versions.Max(r => r.EffectiveUnixMicros);
        var row = new AlarmRuleRow
        {
            Rule = change.Rule,
            Scope = change.Scope,
            Version = newest + 1,
            // A clock that was set back must not bring two versions out of order.
            EffectiveUnixMicros = Math.Max(UnixMicros.Now(clock), last == UnixMicros.None ? 0 : last + 1),
            Definition = fields?.ToJsonString(),
            Author = actor.Name,
            Note = string.IsNullOrWhiteSpace(change.Note) ? null : change.Note.Trim(),
        };
        var errors = AlarmRuleCheck.Of(AlarmRuleSet.Of(rows), AlarmRuleDefinition.Of(row), registry.All);
        return errors.Count == 0 ? (row, true) : throw new AlarmRuleException(errors);
    }

    private AlarmScope ScopeOf(AlarmRuleChange change, AlarmActor actor)
    {
        if (!AlarmScope.TryParse(change.Scope, out var scope))
            throw new AlarmRuleException("scope", $"'{change.Scope}' is not a scope; expected {AlarmScope.Forms}.");
        if (!MayChange(scope, actor))
            throw new AlarmRuleException("scope", $"{scope} holds drills outside your regions ({actor.Scope}); choose a nearer one.")
            {
                IsForbidden = true,
            };
        // A definition of nothing is a typing error. What was defined before its last drill went can still be removed.
        if (scope.Kind != AlarmScopeKind.Fleet && change.Definition is not null && !registry.All.Any(scope.Covers))
            throw new AlarmRuleException("scope", $"no registered drill is at {scope}; {Nearest(scope)}");
        return scope;
    }

    private string Nearest(AlarmScope scope)
    {
        string[] places = [.. registry.All.SelectMany(AlarmScope.Of).Where(s => s.Kind == scope.Kind).Select(s => s.ToString()).Distinct()
            .Order(StringComparer.Ordinal)];
        return places.Length == 0 ? "there is none of this kind." : $"there are {string.Join(", ", places.Take(10))}"
            + (places.Length > 10 ? $" and {places.Length - 10} more." : ".");
    }

    // Null: the scope is not bound to one region.
    private string? RegionOf(AlarmScope scope) => scope.Kind switch
    {
        AlarmScopeKind.Region or AlarmScopeKind.Site or AlarmScopeKind.Rig => scope.Name.Split('/')[0],
        AlarmScopeKind.Asset => registry.TryGet(scope.Name, out var asset) ? asset.Region : "",
        _ => null,
    };

    private static OperatorAction ActionOf(in AlarmRuleRow row, AlarmRuleChange change) => new()
    {
        Actor = row.Author,
        Action = OperatorActions.RuleChange,
        Asset = AlarmScope.TryParse(row.Scope, out var scope) && scope.Kind == AlarmScopeKind.Asset ? scope.Name : null,
        Rule = row.Rule,
        Text = row.Note,
        Detail = new JsonObject { ["scope"] = row.Scope, ["version"] = row.Version, ["removed"] = change.Definition is null }
            .ToJsonString(),
    };
}
