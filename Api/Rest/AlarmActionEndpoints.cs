using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>What operators do to alarms: one at a time, or up to 1,000 in one commit.</summary>
internal static class AlarmActionEndpoints
{
    private static readonly (string Word, string What)[] Words =
    [
        ("acknowledge", "Acknowledges"),
        ("comment", "Adds a comment to"),
        ("assign", "Assigns"),
        ("shelve", "Silences for a time, or until the return to normal,"),
        ("unshelve", "Ends shelving of"),
        ("out-of-service", "Takes out of service"),
        ("in-service", "Puts back into service"),
        ("reset", "Resets, once returned to normal and acknowledged,"),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var (word, what) in Words)
        {
            api.MapPost($"/alarms/{{id}}/{word}", (string id, AlarmActionRequest body, [FromServices] Caller caller,
                    CancellationToken cancellationToken) =>
                    OneAsync(word, id, body, caller, cancellationToken))
                .RequireAuthorization(AccessPolicies.Operator).Produces<AlarmOutcomeContract>().ProducesValidationProblem()
                .ProducesProblem(404).ProducesProblem(409).WithTags("Alarms")
                .WithSummary($"{what} an alarm. 409 says why not, or who did it already. Operators, engineers and admins.");
            api.MapPost($"/alarms/{word}", (AlarmActionRequest body, [FromServices] Caller caller, CancellationToken cancellationToken) =>
                    BatchAsync(word, body, caller, cancellationToken))
                .RequireAuthorization(AccessPolicies.Operator).Produces<AlarmOutcomeContract[]>().ProducesValidationProblem()
                .WithTags("Alarms")
                .WithSummary($"{what} up to 1,000 alarms in one commit; the answer says of each what became of it.");
        }
        foreach (var begins in (bool[])[true, false])
            api.MapPost($"/assets/{{asset}}/{(begins ? "out-of-service" : "in-service")}",
                    (string asset, MaintenanceModeRequest body, [FromServices] Caller caller, CancellationToken cancellationToken) =>
                        MaintainAsync(asset, begins, body, caller, cancellationToken))
                .RequireAuthorization(AccessPolicies.Operator).Produces<AlarmOutcomeContract>().ProducesValidationProblem()
                .ProducesProblem(404).WithTags("Alarms")
                .WithSummary(begins ? "Begins maintenance of an asset or its whole rig: all alarms are out of service, later ones too."
                    : "Ends maintenance of an asset or its whole rig.");
    }

    private static async Task<IResult> OneAsync(
        string word, string id, AlarmActionRequest body, Caller caller, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(caller.Clock);
        if (body.Alarms is not null) parameters.Refuse("alarms", "The address names the alarm; leave them out.");
        var seen = Seen(new(id, body.Occurrence, body.Priority), caller.Book, parameters);
        var until = parameters.Time("until", body.Until, UnixMicros.None);
        if (!parameters.AreValid) return parameters.Problem();
        var outcome = (await ActAsync(word, [seen], body, until, caller, cancellationToken)).Alarms[0];
        return Answer(outcome);
    }

    private static async Task<IResult> BatchAsync(
        string word, AlarmActionRequest body, Caller caller, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(caller.Clock);
        if (body.Occurrence is not null || body.Priority is not null)
            parameters.Refuse("occurrence", "Each of alarms has its own occurrence and priority.");
        if (body.Alarms is not { Count: > 0 and <= AlarmActions.MaxAlarms } alarms)
        {
            parameters.Refuse("alarms", $"has {body.Alarms?.Count ?? 0} alarms; expected 1 to {AlarmActions.MaxAlarms}.");
            return parameters.Problem();
        }
        SeenAlarm[] seen = [.. alarms.Select(a => Seen(a, caller.Book, parameters))];
        var until = parameters.Time("until", body.Until, UnixMicros.None);
        if (!parameters.AreValid) return parameters.Problem();
        var outcome = await ActAsync(word, seen, body, until, caller, cancellationToken);
        return TypedResults.Ok(outcome.Alarms.Select(AlarmOutcomeContract.Of).ToArray());
    }

    private static async Task<IResult> MaintainAsync(
        string asset, bool begins, MaintenanceModeRequest body, Caller caller, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(caller.Clock);
        var until = parameters.Time("until", body.Until, UnixMicros.None);
        if (!parameters.AreValid) return parameters.Problem();
        return Answer(await caller.Actions.MaintainAsync(caller.Actor, asset, body.WholeRig ?? false, begins, until, body.Reason,
            caller.Key(body.RequestKey), cancellationToken));
    }

    private static Task<ActionOutcome> ActAsync(
        string word, SeenAlarm[] seen, AlarmActionRequest body, long until, Caller caller, CancellationToken cancellationToken)
    {
        var (actions, actor, key) = (caller.Actions, caller.Actor, caller.Key(body.RequestKey));
        var text = body.Comment ?? body.Reason;
        return word switch
        {
            "acknowledge" => actions.AcknowledgeAsync(actor, seen, text, key, cancellationToken),
            "comment" => actions.CommentAsync(actor, seen, text ?? "", key, cancellationToken),
            "assign" => actions.AssignAsync(actor, seen, body.Assignee, key, cancellationToken),
            "shelve" => actions.ShelveAsync(actor, seen, until, body.Once ?? false, text ?? "", key, cancellationToken),
            "unshelve" => actions.UnshelveAsync(actor, seen, text, key, cancellationToken),
            "out-of-service" => actions.TakeOutOfServiceAsync(actor, seen, until, text ?? "", key, cancellationToken),
            "in-service" => actions.PutInServiceAsync(actor, seen, text, key, cancellationToken),
            "reset" => actions.ResetAsync(actor, seen, text, key, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(word), word, "No such action."),
        };
    }

    private static SeenAlarm Seen(AlarmSeenContract named, AlarmBook book, Parameters parameters)
    {
        var now = book.Find(named.Id) is { } alarm ? SeenAlarm.Of(alarm) : new SeenAlarm(named.Id, UnixMicros.None, AlarmPriority.Low);
        var priority = AlarmFilter.Words<AlarmPriority>("priority", named.Priority, parameters) is { } words
            ? words.DefaultIfEmpty(now.Priority).Max() : now.Priority;
        return new(named.Id, parameters.Time("occurrence", named.Occurrence, now.OccurrenceUnixMicros), priority);
    }

    private static IResult Answer(AlarmOutcome outcome) => outcome switch
    {
        { Kind: AlarmOutcomeKind.Done } => TypedResults.Ok(AlarmOutcomeContract.Of(outcome)),
        { Refusal: "unknown" } => TypedResults.Problem(outcome.Why, statusCode: StatusCodes.Status404NotFound),
        { Refusal: "text_missing" or "text_too_long" or "until_missing" or "until_past" or "until_too_far" } => TypedResults.Problem(
            outcome.Why, statusCode: StatusCodes.Status400BadRequest, title: outcome.Refusal),
        _ => TypedResults.Problem(outcome.Why, statusCode: StatusCodes.Status409Conflict, title: outcome.Refusal,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["outcome"] = AlarmContract.Word(outcome.Kind), ["by"] = outcome.By, ["at"] = AlarmContract.Time(outcome.AtUnixMicros),
            }),
    };

    /// <summary>Who asks, and what answers.</summary>
    internal sealed class Caller(AlarmActions actions, AlarmBook book, UserContext user, TimeProvider clock, IHttpContextAccessor accessor)
    {
        public AlarmActions Actions => actions;

        public AlarmBook Book => book;

        public TimeProvider Clock => clock;

        public AlarmActor Actor => AlarmActor.Of(user);

        public string? Key(string? inBody) => !string.IsNullOrWhiteSpace(inBody) ? inBody.Trim()
            : accessor.HttpContext?.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } header ? header : null;
    }
}
