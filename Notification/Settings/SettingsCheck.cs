using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using MimeKit;

namespace Maintenance.Notification.Settings;

/// <summary>What is wrong with settings before they are stored: field, and what is allowed.</summary>
internal static class SettingsCheck
{
    private const int MaxSteps = 10;
    private const int MaxTargets = 50;
    private const int MaxNames = 200;
    private const int MaxEmail = 254;
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMinutes(1);

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict, AllowAddressesWithoutDomain = false,
    };

    public static IEnumerable<(string Field, string Message)> Name(string name)
    {
        if (!AssetId.TryParse(name, out _))
            yield return ("name", $"'{name}' is not allowed: 1 to {AssetId.MaxLength} characters of A-Z a-z 0-9 . _ -.");
    }

    public static IEnumerable<(string Field, string Message)> Route(NotificationRoute route, NotificationSettings settings)
    {
        foreach (var (field, names) in new[] { ("regions", route.Regions), ("rigs", route.Rigs), ("rules", route.Rules) })
            if (names.Count > MaxNames || names.Any(string.IsNullOrWhiteSpace))
                yield return (field, $"has {names.Count} entries; at most {MaxNames} names are allowed, none of them empty.");
        if (route.Steps.Count is 0 or > MaxSteps) yield return ("steps", $"has {route.Steps.Count} steps; allowed: 1 to {MaxSteps}.");
        for (var i = 0; i < route.Steps.Count; i++)
            foreach (var fault in Step(route.Steps, i, settings)) yield return fault;
        if (route.Repeat < ShortestRepeat) yield return ("repeat", $"is {route.Repeat}; at least {ShortestRepeat} is allowed.");
        if (route.RepeatAtMost is < 0 or > 1000) yield return ("repeatAtMost", $"is {route.RepeatAtMost}; allowed: 0 to 1000.");
        if (route.GroupWait < TimeSpan.Zero || route.GroupWait > TimeSpan.FromHours(1))
            yield return ("groupWait", $"is {route.GroupWait}; allowed: 00:00:00 to 01:00:00.");
        if (route.MessagesAtMost is < 1 or > 1000) yield return ("messagesAtMost", $"is {route.MessagesAtMost}; allowed: 1 to 1000.");
        if (route.Within < TimeSpan.FromMinutes(1) || route.Within > TimeSpan.FromDays(1))
            yield return ("within", $"is {route.Within}; allowed: 00:01:00 to 1.00:00:00.");
        if (route.QuietHours is not { } quiet) yield break;
        if (!LocalTime.TryZone(quiet.TimeZone, out _)) yield return ("quietHours.timeZone", Zone(quiet.TimeZone));
        if (quiet.From == quiet.Until) yield return ("quietHours.until", "is equal to from: quiet hours must end.");
    }

    public static IEnumerable<(string Field, string Message)> Rota(Rota rota, NotificationSettings settings)
    {
        if (!LocalTime.TryZone(rota.TimeZone, out _)) yield return ("timeZone", Zone(rota.TimeZone));
        if (rota.People.Count is 0 or > MaxNames) yield return ("people", $"has {rota.People.Count} people; allowed: 1 to {MaxNames}.");
        foreach (var (name, contact) in rota.People)
            foreach (var fault in Contact(name, contact, settings)) yield return fault;
        if (rota.Levels.Count is 0 or > MaxSteps) yield return ("levels", $"has {rota.Levels.Count} levels; allowed: 1 to {MaxSteps}.");
        for (var i = 0; i < rota.Levels.Count; i++)
        {
            if (rota.Levels[i] is not { } level)
            {
                yield return ($"levels[{i}]", "is null.");
                continue;
            }
            if (level.Days is < 1 or > 365) yield return ($"levels[{i}].days", $"is {level.Days}; allowed: 1 to 365.");
            if (level.People.Count is 0 or > MaxNames) yield return ($"levels[{i}].people", "must name who is on call in turn.");
            if (Stranger(level.People, rota) is { } who) yield return ($"levels[{i}].people", $"names '{who}', who is not in people.");
        }
        if (rota.Overrides.Count > MaxNames) yield return ("overrides", $"has {rota.Overrides.Count} entries; at most {MaxNames}.");
        for (var i = 0; i < rota.Overrides.Count; i++)
        {
            if (rota.Overrides[i] is not { } standIn || standIn.Until <= standIn.From)
                yield return ($"overrides[{i}].until", "must be after from.");
            else if (Stranger([standIn.Person], rota) is { } who)
                yield return ($"overrides[{i}].person", $"is '{who}', who is not in people.");
            else if (standIn.Level < 1 || standIn.Level > rota.Levels.Count)
                yield return ($"overrides[{i}].level", $"is {standIn.Level}; the rota has {rota.Levels.Count} levels.");
        }
    }

    public static IEnumerable<(string Field, string Message)> Webhook(SealedWebhook webhook)
    {
        if (webhook.Url.Length > Settings.Webhook.MaxUrl || !Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            yield return ("url", "is not an https address without user name and fragment (http only to networks that "
                + "Notification:WebhookNetworks allows).");
        if (webhook.Secret.Length is < Settings.Webhook.MinSecret or > Settings.Webhook.MaxSecret)
            yield return ("secret", $"has {webhook.Secret.Length} characters; allowed: {Settings.Webhook.MinSecret} to "
                + $"{Settings.Webhook.MaxSecret}.");
    }

    /// <summary>True for one plain address, without a display name.</summary>
    public static bool IsEmail(string text) => text.Length <= MaxEmail && text.All(c => c is > ' ' and < '\u007f')
        && MailboxAddress.TryParse(Strict, text, out var mailbox) && string.Equals(mailbox.Address, text, StringComparison.Ordinal);

    private static IEnumerable<(string Field, string Message)> Step(
        IReadOnlyList<RouteStep> steps, int index, NotificationSettings settings)
    {
        var field = $"steps[{index}]";
        if (steps[index] is not { } step)
        {
            yield return (field, "is null.");
            yield break;
        }
        if (step.After < TimeSpan.Zero || step.After > LongestStep
            || (index > 0 && steps[index - 1] is { } before && step.After <= before.After))
            yield return ($"{field}.after", $"is {step.After}; allowed: up to {LongestStep}, each step later than the one before.");
        if (step.To.Count is 0 or > MaxTargets) yield return ($"{field}.to", $"has {step.To.Count} targets; allowed: 1 to {MaxTargets}.");
        for (var i = 0; i < step.To.Count; i++)
            if (Target(step.To[i], settings) is { } fault) yield return ($"{field}.to[{i}]", fault);
    }

    private static string? Target(RouteTarget? target, NotificationSettings settings)
    {
        if (target is null || new[] { target.Email, target.Webhook, target.OnCall, target.Push }.Count(t => t is not null) != 1)
            return "must have exactly one of email, webhook, onCall and push.";
        if (target.Push is { } user) return user.Trim().Length > 0 && user.Length <= AssetId.MaxLength ? null : NoAccount(user);
        if (target.Email is { } email) return IsEmail(email) ? null : NoEmail(email);
        if (target.Webhook is { } webhook) return settings.Webhooks.ContainsKey(webhook) ? null : NoWebhook(webhook);
        return settings.Rotas.TryGetValue(target.OnCall!, out var rota)
            ? target.Level >= 1 && target.Level <= rota.Levels.Count
                ? null : $"names level {target.Level} of rota {rota.Name}, which has {rota.Levels.Count}."
            : $"names the rota '{target.OnCall}', which does not exist; make it first (PUT /api/v1/on-call/NAME).";
    }

    private static IEnumerable<(string Field, string Message)> Contact(string name, Contact? contact, NotificationSettings settings)
    {
        if (contact?.Email is null && contact?.Webhook is null && contact?.Push is null)
            yield return ($"people.{name}", "has neither email nor webhook nor push.");
        if (contact?.Push is { } user && (user.Trim().Length == 0 || user.Length > AssetId.MaxLength))
            yield return ($"people.{name}.push", NoAccount(user));
        if (contact?.Email is { } email && !IsEmail(email)) yield return ($"people.{name}.email", NoEmail(email));
        if (contact?.Webhook is { } webhook && !settings.Webhooks.ContainsKey(webhook))
            yield return ($"people.{name}.webhook", NoWebhook(webhook));
    }

    private static string? Stranger(IReadOnlyList<string> names, Rota rota) =>
        names.FirstOrDefault(n => n is null || !rota.People.ContainsKey(n));

    private static string NoEmail(string text) =>
        $"'{Core.Text.PrintableText.Escape(text)}' is not an e-mail address, for example anna@example.org.";

    private static string NoAccount(string text) =>
        $"'{Core.Text.PrintableText.Escape(text)}' is not the name of an account, for example anna.";

    private static string NoWebhook(string name) =>
        $"names the webhook '{name}', which does not exist; make it first (PUT /api/v1/notification-webhooks/NAME).";

    private static string Zone(string name) => $"'{name}' is not a time zone, for example Europe/Oslo.";
}
