using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Tables;

namespace Maintenance.Dashboard.Display;

/// <summary>Display texts of notifications.</summary>
internal static class NotificationWords
{
    /// <summary>States of a message and their words.</summary>
    public static IReadOnlyList<(string State, string Words)> States { get; } =
    [
        ("waiting", "waiting"), ("sending", "being sent"), ("sent", "sent"), ("failed", "failed"), ("given_up", "given up"),
        ("unknown", "perhaps sent"), ("dropped", "not sent: the alarm was over"),
    ];

    public static string State(string state) => States.FirstOrDefault(s => s.State == state).Words ?? state;

    /// <summary>True when somebody should have been told and perhaps was not.</summary>
    public static bool IsBad(string state) => state is "failed" or "given_up" or "unknown";

    public static string Kind(string kind) => kind switch
    {
        NotificationKinds.Rota => "on-call rota",
        _ => kind,
    };

    /// <summary>Whom a message goes to, and by which rota.</summary>
    public static string To(in NotificationRow row)
    {
        var recipient = row.Recipient.Replace("email:", "", StringComparison.Ordinal)
            .Replace("webhook:", "webhook ", StringComparison.Ordinal);
        return row.Target.StartsWith("on-call:", StringComparison.Ordinal)
            ? $"{recipient} ({row.Target.Replace(":", " ", StringComparison.Ordinal)})" : recipient;
    }

    /// <summary>"high, step 2, repeated 3 times" for <c>high.2.r3</c>.</summary>
    public static string Step(string step) => step.Split('.') switch
    {
        [var priority, var level] => $"{priority}, step {level}",
        [var priority, var level, ['r', .. var times]] => $"{priority}, step {level}, repetition {times}",
        _ => step,
    };

    /// <summary>What was done; null when nothing was.</summary>
    public static string? Done(string? done) => done switch
    {
        "saved" => "Saved. It applies from now on.",
        "removed" => "Removed.",
        "tested" => "A test message is on its way to everybody whom the route names at present; its result is below.",
        _ => null,
    };
}
