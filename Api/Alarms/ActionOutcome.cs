namespace Maintenance.Api.Alarms;

/// <summary>What became of an action, alarm by alarm, in the order asked.</summary>
public sealed record ActionOutcome(IReadOnlyList<AlarmOutcome> Alarms)
{
    /// <summary>Alarms that were changed, by this request or by the same one sent before.</summary>
    public int Done => Alarms.Count(a => a.Kind == AlarmOutcomeKind.Done);
}

/// <summary>What became of an action on one alarm.</summary>
/// <param name="Id">The alarm.</param>
/// <param name="Kind">Outcome.</param>
/// <param name="By">Who did it already; null otherwise.</param>
/// <param name="AtUnixMicros">When it was done.</param>
/// <param name="Refusal">Name of the refusal; null otherwise.</param>
/// <param name="Why">Refusal in words, or what was done already; null when done.</param>
public sealed record AlarmOutcome(string Id, AlarmOutcomeKind Kind, string? By, long AtUnixMicros, string? Refusal, string? Why);

/// <summary>Kinds of outcome.</summary>
public enum AlarmOutcomeKind
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Somebody had done it before.</summary>
    Already,

    /// <summary>Not allowed, or not possible in the alarm's state.</summary>
    Refused,
}
