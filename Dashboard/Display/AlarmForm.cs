using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Display;

/// <summary>What a form of alarms was sent with, and how it becomes an action.</summary>
internal sealed record AlarmForm(string? Action, IReadOnlyList<string> Tokens, string? Minutes, bool Once, string? Reason, string? Comment,
    string? Assignee, string? RequestKey)
{
    private const int MaxAlarms = 1000;

    /// <summary>How long alarms can be shelved from a page, minutes, with words.</summary>
    public static IReadOnlyList<(int Minutes, string Words)> ShelveChoices { get; } =
        [(30, "30 minutes"), (60, "1 hour"), (240, "4 hours"), (480, "8 hours"), (720, "12 hours"), (1440, "24 hours")];

    /// <summary>Of a posted form.</summary>
    public static AlarmForm Of(IFormCollection form) => new(
        form["action"], [.. form["alarm"].OfType<string>().Take(MaxAlarms)], form["minutes"], form["once"] == "true", form["reason"],
        form["comment"], form["assignee"], string.IsNullOrWhiteSpace(form["requestKey"]) ? null : form["requestKey"].ToString());

    /// <summary>What is wrong with the form; null when nothing is.</summary>
    public string? Problem => Seen.Count == 0 ? "No alarm is selected. Select one or more, then choose what to do."
        : Action == OperatorActions.Shelve && string.IsNullOrWhiteSpace(Reason)
            ? "Shelving needs a reason: whoever comes next must know why."
        : Action == OperatorActions.Comment && string.IsNullOrWhiteSpace(Comment) ? "The comment is empty."
        : null;

    /// <summary>The alarms as they were seen.</summary>
    public IReadOnlyList<SeenAlarm> Seen { get; } = [.. Tokens.Select(AlarmToken.SeenIn).OfType<SeenAlarm>()];

    /// <summary>Carries the action out; null when there is no such action.</summary>
    private async Task<ActionOutcome?> RunAsync(AlarmActions actions, AlarmActor actor, long nowUnixMicros,
        CancellationToken cancellationToken)
    {
        var comment = string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim();
        var assignee = string.IsNullOrWhiteSpace(Assignee) ? null : Assignee.Trim();
        return Action switch
        {
            OperatorActions.Acknowledge => await actions.AcknowledgeAsync(actor, Seen, comment, RequestKey, cancellationToken),
            OperatorActions.Comment => await actions.CommentAsync(actor, Seen, comment ?? "", RequestKey, cancellationToken),
            OperatorActions.Assign => await actions.AssignAsync(actor, Seen, assignee, RequestKey, cancellationToken),
            OperatorActions.Shelve => await actions.ShelveAsync(actor, Seen, nowUnixMicros + UnixMicros.Length(Length), Once, (Reason
                ?? "").Trim(),
                RequestKey, cancellationToken),
            OperatorActions.Unshelve => await actions.UnshelveAsync(actor, Seen, comment, RequestKey, cancellationToken),
            OperatorActions.InService => await actions.PutInServiceAsync(actor, Seen, comment, RequestKey, cancellationToken),
            OperatorActions.Reset => await actions.ResetAsync(actor, Seen, comment, RequestKey, cancellationToken),
            _ => null,
        };
    }

    /// <summary>Carries a form out for its sender; status and words of the answer.</summary>
    public static async Task<(int Status, string Said)> ActAsync(
        AlarmForm form, AlarmActions actions, AlarmBook book, UserContext user, long nowUnixMicros, CancellationToken cancellationToken)
    {
        // The form is rendered for operators only, but anybody can post it.
        if (!user.Is(Role.Operator)) return (StatusCodes.Status403Forbidden, "Only operators, engineers and admins may act on alarms.");
        if (form.Problem is { } problem) return (StatusCodes.Status400BadRequest, problem);
        try
        {
            if (await form.RunAsync(actions, AlarmActor.Of(user), nowUnixMicros, cancellationToken) is not { } outcome)
                return (StatusCodes.Status400BadRequest, $"There is no action '{form.Action}'.");
            return (StatusCodes.Status200OK, Said(form.Action!, outcome, id => book.Find(id) is { } alarm
                ? $"{alarm.Title} of {alarm.Asset}" : id));
        }
        catch (StoreException error)
        {
            return (StatusCodes.Status503ServiceUnavailable,
                $"Nothing was done: the store is unavailable{error.Advice()}.");
        }
    }

    /// <summary>What became of it, in words: "2 acknowledged. Bearing hot of NO-1: already acknowledged by olga."</summary>
    public static string Said(string action, ActionOutcome outcome, Func<string, string> nameOf)
    {
        var parts = new List<string>();
        if (outcome.Done > 0) parts.Add($"{outcome.Done:N0} {AlarmWords.Action(action)}.");
        foreach (var other in outcome.Alarms.Where(a => a.Kind != AlarmOutcomeKind.Done).GroupBy(a => (a.Kind, a.By, a.Why)))
        {
            var which = other.Count() <= 3 ? string.Join(", ", other.Select(o => nameOf(o.Id))) : $"{other.Count():N0} alarms";
            parts.Add(other.Key.Kind == AlarmOutcomeKind.Already
                ? $"{which}: already {AlarmWords.Action(action)}{(other.Key.By is { } by ? $" by {by}" : "")}."
                : $"{which}: refused, {other.Key.Why}");
        }
        return string.Join(' ', parts);
    }

    private TimeSpan Length => TimeSpan.FromMinutes(ShelveChoices.FirstOrDefault(c => c.Minutes.ToString() == Minutes) is
    {
        Minutes
        : > 0
    } chosen
        ? chosen.Minutes : ShelveChoices[0].Minutes);
}
