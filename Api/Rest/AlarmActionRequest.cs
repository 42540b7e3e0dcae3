using Maintenance.Api.Alarms;

namespace Maintenance.Api.Rest;

/// <summary>What to do to one alarm, or to those listed.</summary>
/// <param name="Alarms">Alarms of a batch, at most 1,000; left out when the address names one.</param>
/// <param name="Occurrence">Of the one: <c>occurrence</c> as it was seen; left out: as it is now.</param>
/// <param name="Priority">Of the one: the greatest priority that was seen; left out: as it is now.</param>
/// <param name="Comment">Comment.</param>
/// <param name="Reason">Reason of shelving or taking out of service.</param>
/// <param name="Until">Its end; ISO 8601 or a Unix number.</param>
/// <param name="Once">Shelving ends with the return to normal, at the latest at its end.</param>
/// <param name="Assignee">Who takes care of it; null: nobody.</param>
/// <param name="RequestKey">The client's own key, also as header <c>Idempotency-Key</c>: the same key does nothing twice.</param>
internal sealed record AlarmActionRequest(
    IReadOnlyList<AlarmSeenContract>? Alarms, string? Occurrence, string? Priority, string? Comment, string? Reason, string? Until,
    bool? Once, string? Assignee, string? RequestKey);

/// <summary>An alarm as the operator saw it.</summary>
/// <param name="Id">Alarm.</param>
/// <param name="Occurrence">Its occurrence; left out: as it is now.</param>
/// <param name="Priority">The greatest priority; left out: as it is now.</param>
internal sealed record AlarmSeenContract(string Id, string? Occurrence, string? Priority);

/// <summary>What became of an action on one alarm.</summary>
/// <param name="Id">Alarm.</param>
/// <param name="Outcome"><c>done</c>, <c>already</c> or <c>refused</c>.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Refusal">Name of the refusal.</param>
/// <param name="Why">In words.</param>
internal sealed record AlarmOutcomeContract(string Id, string Outcome, string? By, DateTime? At, string? Refusal, string? Why)
{
    public static AlarmOutcomeContract Of(AlarmOutcome outcome) => new(
        outcome.Id, AlarmContract.Word(outcome.Kind), outcome.By, AlarmContract.Time(outcome.AtUnixMicros), outcome.Refusal, outcome.Why);
}

/// <summary>What to do to a whole asset or rig.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">Its end; left out: without one.</param>
/// <param name="WholeRig">True: all assets of the asset's rig.</param>
/// <param name="RequestKey">As of alarms.</param>
internal sealed record MaintenanceModeRequest(string? Reason, string? Until, bool? WholeRig, string? RequestKey);
