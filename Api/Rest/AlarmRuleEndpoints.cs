using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Api.Fleet;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Rules of alarms: everyone reads, engineers and admins change those of their regions.</summary>
internal static class AlarmRuleEndpoints
{
    private const string Tag = "Alarm rules";
    private const int DefaultDays = 7;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alarm-rules", GetAllAsync).Produces<AlarmRuleContract[]>().WithTags(Tag)
            .WithSummary("Definitions that stand, by rule and scope; history=true: every version of every rule.");
        api.MapGet("/alarm-rules/{rule}", GetOneAsync).Produces<AlarmRuleContract[]>().ProducesProblem(404).WithTags(Tag)
            .WithSummary("All versions of a rule at all scopes, newest first.");
        api.MapGet("/assets/{asset}/alarm-rules", GetEffective).Produces<EffectiveRuleContract[]>().ProducesProblem(404).WithTags(Tag)
            .WithSummary("The rules as they judge a drill now, merged, and which scope each field comes from.");
        api.MapPut("/alarm-rules/{rule}", PutAsync).RequireAuthorization(AccessPolicies.Engineer).Produces<AlarmRuleContract>()
            .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409).WithTags(Tag)
            .WithSummary("Defines a rule at a scope, from now on and everywhere within a second; check=true only says whether it would. "
                + "Engineers and admins, within their regions.");
        api.MapPost("/alarm-rules/dry-run", DryRunAsync).RequireAuthorization(AccessPolicies.Engineer).Produces<AlarmDryRunContract>()
            .ProducesValidationProblem().ProducesProblem(403).WithTags(Tag)
            .WithSummary("What a rule would have done over the last days, by level and drill; nothing is stored. Engineers and admins.");
        api.MapDelete("/alarm-rules/{rule}", DeleteAsync).RequireAuthorization(AccessPolicies.Engineer).Produces<AlarmRuleContract>()
            .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).WithTags(Tag)
            .WithSummary("Removes a rule's definition at a scope. Engineers and admins, within their regions.");
    }

    private static async Task<IResult> GetAllAsync(
        bool? history, [FromServices] IAlarmRuleAdministration rules, UserContext user, CancellationToken cancellationToken)
    {
        var rows = await rules.ListAsync(ActorOf(user), cancellationToken);
        var shown = history is true ? rows
            : rows.GroupBy(r => (r.Rule, r.Scope)).Select(g => g.Last()).Where(r => r.Definition is not null);
        return TypedResults.Ok(shown.Select(AlarmRuleContract.Of).ToArray());
    }

    private static async Task<IResult> GetOneAsync(
        string rule, [FromServices] IAlarmRuleAdministration rules, UserContext user, CancellationToken cancellationToken)
    {
        AlarmRuleRow[] versions = [.. (await rules.ListAsync(ActorOf(user), cancellationToken)).Where(r => r.Rule == rule).Reverse()];
        return versions.Length > 0 ? TypedResults.Ok(versions.Select(AlarmRuleContract.Of).ToArray())
            : TypedResults.Problem($"There is no rule '{rule}'.", statusCode: StatusCodes.Status404NotFound);
    }

    private static IResult GetEffective(string asset, AlarmRules rules, LiveFleet fleet, UserContext user, TimeProvider clock)
    {
        if (AssetEndpoints.Find(fleet, user, asset) is not { } drill) return AssetEndpoints.Unknown(asset);
        var (set, now) = (rules.Current, UnixMicros.Now(clock));
        return TypedResults.Ok(
            set.Rules.Select(r => set.At(drill.Asset, r, now)).OfType<AlarmRuleMerge>().Select(EffectiveRuleContract.Of).ToArray());
    }

    private static Task<IResult> PutAsync(string rule, AlarmRuleReport body, bool? check, [FromServices] IAlarmRuleAdministration rules,
        UserContext user, CancellationToken cancellationToken) =>
        AnswerAsync<AlarmRuleContract>(async () =>
        {
            if (body.Definition is not { ValueKind: JsonValueKind.Object } json)
                throw new AlarmRuleException("definition", "is missing; expected a JSON object. DELETE removes a definition.");
            var change = new AlarmRuleChange(rule, body.Scope ?? AlarmScope.Fleet.ToString(), json.GetRawText(), body.Note, body.Version);
            if (check is not true) return AlarmRuleContract.Of(await rules.ChangeAsync(change, ActorOf(user), cancellationToken));
            var errors = await rules.CheckAsync(change, ActorOf(user), cancellationToken);
            return errors.Count == 0 ? null : throw new AlarmRuleException(errors);
        });

    private static Task<IResult> DeleteAsync(string rule, string? scope, string? note, int? version,
        [FromServices] IAlarmRuleAdministration rules, UserContext user, CancellationToken cancellationToken) =>
        AnswerAsync<AlarmRuleContract>(async () =>
            AlarmRuleContract.Of(await rules.ChangeAsync(
                new AlarmRuleChange(rule, scope ?? AlarmScope.Fleet.ToString(), Definition: null, note, version), ActorOf(user),
                cancellationToken)));

    private static Task<IResult> DryRunAsync(AlarmDryRunReport body, [FromServices] IAlarmRuleAdministration rules, UserContext user,
        CancellationToken cancellationToken) => AnswerAsync<AlarmDryRunContract>(async () => AlarmDryRunContract.Of(await rules.DryRunAsync(
            new AlarmRuleChange(body.Rule ?? "", body.Scope ?? AlarmScope.Fleet.ToString(),
                body.Definition is { ValueKind: JsonValueKind.Object } json ? json.GetRawText() : null, Note: null, Version: null),
            body.Days ?? DefaultDays, ActorOf(user), cancellationToken)));

    private static AlarmActor ActorOf(UserContext user) => new(user.Name, user.Scope);

    private static async Task<IResult> AnswerAsync<T>(Func<Task<T?>> change) where T : class
    {
        try
        {
            return await change() is { } changed ? TypedResults.Ok(changed) : TypedResults.NoContent();
        }
        catch (AlarmRuleException refused)
        {
            const string title = "The rule was not changed.";
            int? status = refused.IsConflict ? StatusCodes.Status409Conflict
                : refused.IsUnknown ? StatusCodes.Status404NotFound
                : refused.IsForbidden ? StatusCodes.Status403Forbidden : null;
            return status is not null ? TypedResults.Problem(refused.Message, title: title, statusCode: status)
                : TypedResults.ValidationProblem(
                    refused.Errors.GroupBy(e => e.Path, StringComparer.Ordinal).ToDictionary(
                        g => g.Key, g => g.Select(e => e.Message).ToArray(), StringComparer.Ordinal),
                    detail: refused.Message, title: title);
        }
    }
}
