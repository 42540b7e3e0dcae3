using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Api.Alarms;

/// <summary>An action as it is asked for, before it is about an alarm.</summary>
/// <param name="Word">One of <see cref="OperatorActions"/>.</param>
/// <param name="Text">Reason or comment.</param>
internal sealed record Act(string Word, string? Text)
{
    public string? Detail { get; init; }

    public long UntilUnixMicros { get; init; } = UnixMicros.None;

    public bool NeedsText { get; init; }

    public bool NeedsUntil { get; init; }

    public TimeSpan? Longest { get; init; }

    /// <summary>Why it is refused whatever the alarm is; null when it is not.</summary>
    public (string Name, string Why)? Problem(AlarmActor actor, long at)
    {
        if (!actor.MayAct) return ("not_allowed", "Only operators, engineers and admins act on alarms.");
        if (NeedsText && string.IsNullOrWhiteSpace(Text)) return ("text_missing", "A reason or comment is required.");
        if (Text is { Length: > AlarmActions.MaxText })
            return ("text_too_long", $"The text has {Text.Length} characters; at most {AlarmActions.MaxText} are allowed.");
        if (UntilUnixMicros == UnixMicros.None) return NeedsUntil ? ("until_missing", "A time at which it ends is required.") : null;
        if (UntilUnixMicros <= at) return ("until_past", $"{UnixMicros.ToUtc(UntilUnixMicros):O} is not in the future.");
        return Longest is { } longest && UntilUnixMicros > at + UnixMicros.Length(longest)
            ? ("until_too_far", $"At most {longest.TotalHours:0.#} hours are allowed (Alarms:MaxShelving): until "
                + $"{UnixMicros.ToUtc(at) + longest:O}.") : null;
    }

    public OperatorAction On(AlarmActor actor, string? requestKey) => new()
    {
        Actor = actor.Name, Action = Word, UntilUnixMicros = UntilUnixMicros, Detail = Detail, RequestKey = requestKey,
        Text = string.IsNullOrWhiteSpace(Text) ? null : WellFormed(Text.Trim()),
    };

    public static AlarmTrigger? Trigger(OperatorAction action, long at) => OperatorActions.TriggerOf(action.Action) is { } kind
        ? new(kind, at)
        {
            Priority = (AlarmPriority)action.Priority, OnsetUnixMicros = action.OccurrenceUnixMicros,
            UntilUnixMicros = action.UntilUnixMicros, By = action.Actor, Reason = action.Text,
        } : null;

    // Half a surrogate pair has no UTF-8, and so no hash that a reader could check.
    private static string WellFormed(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
