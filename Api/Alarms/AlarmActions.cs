using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Alarms;

/// <summary>
/// What operators do to alarms: checked against the alarm as it is, appended to the chain of <c>operator_action</c> in one commit, and
/// applied to <see cref="AlarmBook"/>. Of two operators at once one wins, and the other is told so. Threading: any.
/// </summary>
public sealed class AlarmActions(
    IConditionStore store, OperatorChain chain, AlarmBook book, AlarmDefinitions definitions, AssetRegistry registry,
    LiveFeed feed, IOptions<AlarmOptions> options)
{
    /// <summary>Alarms of one request at most.</summary>
    public const int MaxAlarms = 1_000;

    /// <summary>Characters of a comment or reason at most.</summary>
    public const int MaxText = 2_000;

    // How far back a request's key is looked for.
    private const long RememberedRequests = 100_000;

    /// <summary>Acknowledges; the comment may be null.</summary>
    public Task<ActionOutcome> AcknowledgeAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(OperatorActions.Acknowledge, comment), requestKey, cancellationToken);

    /// <summary>Adds a comment.</summary>
    public Task<ActionOutcome> CommentAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string comment, string? requestKey, CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(OperatorActions.Comment, comment) { NeedsText = true }, requestKey, cancellationToken);

    /// <summary>Gives the alarms to somebody; null: to nobody.</summary>
    public Task<ActionOutcome> AssignAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? assignee, string? requestKey, CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(OperatorActions.Assign, Text: null) { Detail = JsonSerializer.Serialize(new { assignee }) }, requestKey,
            cancellationToken);

    /// <summary>Silences until a time, with <paramref name="once"/> at most until they return to normal.</summary>
    public Task<ActionOutcome> ShelveAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, long untilUnixMicros, bool once, string reason, string? requestKey,
        CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(once ? OperatorActions.ShelveOnce : OperatorActions.Shelve, reason)
        {
            NeedsText = true, UntilUnixMicros = untilUnixMicros, NeedsUntil = true, Longest = options.Value.MaxShelving,
        }, requestKey, cancellationToken);

    /// <summary>Ends shelving.</summary>
    public Task<ActionOutcome> UnshelveAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(OperatorActions.Unshelve, comment), requestKey, cancellationToken);

    /// <summary>Takes out of service; <see cref="UnixMicros.None"/>: without an end.</summary>
    public Task<ActionOutcome> TakeOutOfServiceAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, long untilUnixMicros, string reason, string? requestKey,
        CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(OperatorActions.OutOfService, reason) { NeedsText = true, UntilUnixMicros = untilUnixMicros },
            requestKey, cancellationToken);

    /// <summary>Puts back into service.</summary>
    public Task<ActionOutcome> PutInServiceAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(OperatorActions.InService, comment), requestKey, cancellationToken);

    /// <summary>Resets latched alarms.</summary>
    public Task<ActionOutcome> ResetAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        ActAsync(actor, alarms, new(OperatorActions.Reset, comment), requestKey, cancellationToken);

    /// <summary>Takes a whole asset, or all assets of its rig, out of service, or puts it back (<paramref name="begins"/> false).</summary>
    /// <returns>Null when done, else why it is refused.</returns>
    public async Task<AlarmOutcome> MaintainAsync(
        AlarmActor actor, string asset, bool wholeRig, bool begins, long untilUnixMicros, string? reason, string? requestKey,
        CancellationToken cancellationToken)
    {
        var act = new Act(begins ? OperatorActions.OutOfService : OperatorActions.InService, reason)
        {
            NeedsText = begins, UntilUnixMicros = untilUnixMicros,
        };
        AlarmOutcome? outcome = null;
        await CommitAsync(async (sequence, at, token) =>
        {
            outcome = null;
            if (!registry.TryGet(asset, out var known) || !actor.Scope.Allows(known.Region))
                outcome = Refused(asset, "unknown", "There is no such asset that you may see.");
            else if (act.Problem(actor, at) is { } problem) outcome = Refused(asset, problem.Name, problem.Why);
            else if (await OfRequestAsync(requestKey, sequence, token) is { Count: > 0 } earlier)
                outcome = new(asset, AlarmOutcomeKind.Done, earlier[0].Actor, earlier[0].EventTimeUnixMicros, null, null);
            if (outcome is not null) return null;
            outcome = new(asset, AlarmOutcomeKind.Done, actor.Name, at, null, null);
            return new ActionCommit(act.On(actor, requestKey) with
            {
                Asset = wholeRig ? null : asset,
                Detail = wholeRig ? JsonSerializer.Serialize(new { rig = AlarmPast.RigOf(known!) }) : null,
            });
        }, cancellationToken);
        return outcome!;
    }

    /// <summary>Appends actions and writes what they change in one transaction; the rows as they stand in the chain.</summary>
    public Task<IReadOnlyList<OperatorActionRow>> CommitAsync(ActionCommit commit, CancellationToken cancellationToken) =>
        CommitAsync(_ => Task.FromResult<ActionCommit?>(commit), cancellationToken);

    /// <summary>As the other, for what must be checked again when somebody else acted meanwhile.</summary>
    /// <param name="prepare">Reads, checks and answers what to commit, null for nothing; called again after a conflict.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Rows as they stand in the chain; empty when nothing was committed.</returns>
    public Task<IReadOnlyList<OperatorActionRow>> CommitAsync(
        Func<CancellationToken, Task<ActionCommit?>> prepare, CancellationToken cancellationToken) =>
        CommitAsync((_, _, token) => prepare(token), cancellationToken);

    private async Task<IReadOnlyList<OperatorActionRow>> CommitAsync(
        Func<long, long, CancellationToken, Task<ActionCommit?>> prepare, CancellationToken cancellationToken)
    {
        var rows = await chain.CommitAsync(prepare, cancellationToken);
        if (rows.Count == 0) return rows;
        if (rows[0].Sequence > book.Sequence + 1) await book.CatchUpAsync(store, CancellationToken.None);
        else book.Apply(rows);
        feed.PublishActions(rows);
        return rows;
    }

    private async Task<ActionOutcome> ActAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, Act act, string? requestKey, CancellationToken cancellationToken)
    {
        if (alarms.Count > MaxAlarms)
            throw new ArgumentOutOfRangeException(nameof(alarms), alarms.Count, $"At most {MaxAlarms} alarms in one request.");
        var outcomes = new AlarmOutcome[alarms.Count];
        await CommitAsync(async (sequence, at, token) =>
        {
            if (book.Sequence < sequence) await book.CatchUpAsync(store, token);
            book.Advance();
            if (await OfRequestAsync(requestKey, sequence, token) is { Count: > 0 } earlier)
            {
                Repeat(outcomes, alarms, earlier, actor, act);
                return null;
            }
            var problem = act.Problem(actor, at);
            var actions = new List<OperatorAction>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < outcomes.Length; i++)
            {
                var one = alarms[i];
                var action = act.On(actor, requestKey) with
                {
                    OccurrenceUnixMicros = one.OccurrenceUnixMicros,
                    Priority = (int)one.Priority,
                };
                outcomes[i] = problem is { } all ? Refused(one.Id, all.Name, all.Why)
                    : !seen.Add(one.Id) ? Refused(one.Id, "twice", "The request names the alarm twice.")
                    : Check(actor, one, ref action, at);
                if (outcomes[i].Kind == AlarmOutcomeKind.Done) actions.Add(action);
            }
            return new ActionCommit(actions);
        }, cancellationToken);
        return new ActionOutcome(outcomes);
    }

    private AlarmOutcome Check(AlarmActor actor, SeenAlarm seen, ref OperatorAction action, long at)
    {
        if (!Alarm.TrySplit(seen.Id, out var asset, out var rule) || !MaySee(actor, asset) || !Exists(asset, rule, at))
            return Refused(seen.Id, "unknown", "There is no such alarm that you may see.");
        action = action with { Asset = asset, Rule = rule };
        var status = book.StatusOf(asset, rule);
        if (Act.Trigger(action, at) is { } trigger && AlarmMachine.Apply(status, trigger).Refusal is { } refusal)
            return refusal == AlarmRefusal.AlreadyAcknowledged
                ? new(seen.Id, AlarmOutcomeKind.Already, status.AcknowledgedBy, status.AcknowledgedUnixMicros, ActionTexts.Name(refusal),
                    ActionTexts.Why(refusal, status))
                : Refused(seen.Id, ActionTexts.Name(refusal), ActionTexts.Why(refusal, status));
        return new(seen.Id, AlarmOutcomeKind.Done, actor.Name, at, null, null);
    }

    private bool MaySee(AlarmActor actor, string asset) =>
        registry.TryGet(asset, out var known) ? actor.Scope.Allows(known.Region) : actor.Scope.IsAll;

    private bool Exists(string asset, string rule, long at) =>
        book.StatusOf(asset, rule) != AlarmStatus.Initial
        || (registry.TryGet(asset, out _) && definitions.Find(asset, rule, at).Rule.Version > 0);

    private async Task<IReadOnlyList<OperatorActionRow>> OfRequestAsync(string? key, long sequence, CancellationToken cancellationToken) =>
        key is null ? [] : await OperatorActionsQuery.OfRequestAsync(store, key, Math.Max(0, sequence - RememberedRequests),
            cancellationToken);

    // The same request again, as after a lost answer: what it did is told once more, and nothing is done.
    private static void Repeat(
        AlarmOutcome[] outcomes, IReadOnlyList<SeenAlarm> alarms, IReadOnlyList<OperatorActionRow> earlier, AlarmActor actor, Act act)
    {
        var isSame = earlier[0].Actor == actor.Name && earlier[0].Action == act.Word;
        var done = earlier.Where(_ => isSame).ToDictionary(r => Alarm.IdOf(r.Asset ?? "", r.Rule ?? ""), StringComparer.Ordinal);
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = done.TryGetValue(alarms[i].Id, out var row)
                ? new(alarms[i].Id, AlarmOutcomeKind.Done, row.Actor, row.EventTimeUnixMicros, null, null)
                : Refused(alarms[i].Id, "request_key_used", isSame ? "The request was carried out before, and did nothing to this alarm."
                    : "The key belongs to another request.");
    }

    private static AlarmOutcome Refused(string id, string name, string why) =>
        new(id, AlarmOutcomeKind.Refused, By: null, UnixMicros.None, name, why);
}
