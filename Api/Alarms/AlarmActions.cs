using Maintenance.Core.Tables;

namespace Maintenance.Api.Alarms;

/// <summary>
/// What operators do to alarms: checked against the alarm as it is, appended to the chain of <c>operator_action</c> in one commit, and
/// applied to <see cref="AlarmBook"/>. Of two operators at once one wins, and the other is told so. Threading: any.
/// </summary>
public sealed class AlarmActions
{
    /// <summary>Acknowledges; the comment may be null.</summary>
    public Task<ActionOutcome> AcknowledgeAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Adds a comment.</summary>
    public Task<ActionOutcome> CommentAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string comment, string? requestKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Gives the alarms to somebody; null: to nobody.</summary>
    public Task<ActionOutcome> AssignAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? assignee, string? requestKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Silences until a time, with <paramref name="once"/> at most until they return to normal.</summary>
    public Task<ActionOutcome> ShelveAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, long untilUnixMicros, bool once, string reason, string? requestKey,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Ends shelving.</summary>
    public Task<ActionOutcome> UnshelveAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Takes out of service; <see cref="Maintenance.Core.Time.UnixMicros.None"/>: without an end.</summary>
    public Task<ActionOutcome> TakeOutOfServiceAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, long untilUnixMicros, string reason, string? requestKey,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Puts back into service.</summary>
    public Task<ActionOutcome> PutInServiceAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Resets latched alarms.</summary>
    public Task<ActionOutcome> ResetAsync(
        AlarmActor actor, IReadOnlyList<SeenAlarm> alarms, string? comment, string? requestKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Appends actions and writes what they change in one transaction; the rows as they stand in the chain.</summary>
    public Task<IReadOnlyList<OperatorActionRow>> CommitAsync(ActionCommit commit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>As the other, for what must be checked again when somebody else acted meanwhile.</summary>
    /// <param name="prepare">Reads, checks and answers what to commit, null for nothing; called again after a conflict.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Rows as they stand in the chain; empty when nothing was committed.</returns>
    public Task<IReadOnlyList<OperatorActionRow>> CommitAsync(
        Func<CancellationToken, Task<ActionCommit?>> prepare, CancellationToken cancellationToken) => throw new NotSupportedException();
}
