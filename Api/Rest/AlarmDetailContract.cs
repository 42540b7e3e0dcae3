using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Rest;

/// <summary>One alarm with all that is known of it.</summary>
/// <param name="Alarm">The alarm.</param>
/// <param name="Cause">What usually causes it.</param>
/// <param name="Consequence">What happens when nobody acts.</param>
/// <param name="Action">What the operator does.</param>
/// <param name="TimeToRespondSeconds">How long the operator has.</param>
/// <param name="Display">Page that helps.</param>
/// <param name="RuleVersion">Version of the rule that applies.</param>
/// <param name="History">Its states, oldest first, by when they were known.</param>
/// <param name="Events">The times in which its levels stood, corrections too, newest knowledge first.</param>
/// <param name="Actions">What operators did, newest first.</param>
internal sealed record AlarmDetailContract(
    AlarmContract Alarm, string Cause, string Consequence, string Action, double TimeToRespondSeconds, string? Display, int RuleVersion,
    IReadOnlyList<AlarmStepContract> History, IReadOnlyList<AlarmEventContract> Events, IReadOnlyList<OperatorActionContract> Actions);

/// <summary>A step in the history of an alarm.</summary>
/// <param name="At">When it was known or done.</param>
/// <param name="Trigger">What happened.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="Priority">Priority that stood, or that the operator saw.</param>
/// <param name="Occurrence">Beginning of the occurrence.</param>
/// <param name="By">Who did it.</param>
/// <param name="Refusal">Why it did nothing.</param>
internal sealed record AlarmStepContract(
    DateTime? At, string Trigger, string From, string To, string? Priority, DateTime? Occurrence, string? By, string? Refusal)
{
    public static AlarmStepContract Of(AlarmStep step) => new(
        AlarmContract.Time(step.Trigger.AtUnixMicros), AlarmContract.Word(step.Trigger.Kind), AlarmContract.Word(step.From),
        AlarmContract.Word(step.To), Enum.IsDefined(step.Trigger.Priority) ? AlarmContract.Word(step.Trigger.Priority) : null,
        AlarmContract.Time(step.Trigger.OnsetUnixMicros), step.Trigger.By,
        step.Refusal is { } refusal ? AlarmContract.Word(refusal) : null);
}

/// <summary>A time in which a level stood, as known at <paramref name="KnownAt"/>.</summary>
/// <param name="Level">Level.</param>
/// <param name="EventTime">Beginning.</param>
/// <param name="Returned">End.</param>
/// <param name="Raised">When the alarm was due.</param>
/// <param name="KnownAt">When this was known.</param>
/// <param name="Priority">Priority.</param>
/// <param name="RuleVersion">Version of the rule that judged.</param>
/// <param name="Value">Value at the beginning.</param>
/// <param name="Limit">Limit that it passed.</param>
/// <param name="Withdrawn">It never was.</param>
/// <param name="Because">Why, in words.</param>
internal sealed record AlarmEventContract(
    string Level, DateTime? EventTime, DateTime? Returned, DateTime? Raised, DateTime? KnownAt, string Priority, int RuleVersion,
    double? Value, double? Limit, bool Withdrawn, string? Because)
{
    public static AlarmEventContract Of(AlarmEventRow row) => new(
        row.Level, AlarmContract.Time(row.EventTimeUnixMicros), AlarmContract.Time(row.ReturnedUnixMicros),
        AlarmContract.Time(row.RaisedUnixMicros), AlarmContract.Time(row.KnownAtUnixMicros),
        AlarmContract.Word((AlarmPriority)row.Priority), row.RuleVersion, JsonNumber.Finite(row.Value), JsonNumber.Finite(row.Limit),
        row.Withdrawn, row.Because);
}

/// <summary>An operator's action, a link of the chain.</summary>
/// <param name="Sequence">1, 2, … without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Asset">Asset.</param>
/// <param name="Rule">Rule.</param>
/// <param name="Occurrence">Occurrence that was seen.</param>
/// <param name="Priority">Priority that was seen.</param>
/// <param name="Until">End of what was begun.</param>
/// <param name="Text">Reason or comment.</param>
/// <param name="Detail">What else the action needs, JSON.</param>
/// <param name="RequestKey">The client's key.</param>
/// <param name="PreviousHash">Hash of the action before.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record OperatorActionContract(
    long Sequence, DateTime? At, string Actor, string Action, string? Asset, string? Rule, DateTime? Occurrence, string? Priority,
    DateTime? Until, string? Text, string? Detail, string? RequestKey, string PreviousHash, string Hash)
{
    public static OperatorActionContract Of(OperatorActionRow row) => new(
        row.Sequence, AlarmContract.Time(row.EventTimeUnixMicros), row.Actor, row.Action, row.Asset, row.Rule,
        AlarmContract.Time(row.OccurrenceUnixMicros), row.Priority == 0 ? null : AlarmContract.Word((AlarmPriority)row.Priority),
        AlarmContract.Time(row.UntilUnixMicros), row.Text, row.Detail, row.RequestKey, row.PreviousHash, row.Hash);
}
