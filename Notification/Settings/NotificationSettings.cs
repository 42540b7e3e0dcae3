using System.Text.Json;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Tables;

namespace Maintenance.Notification.Settings;

/// <summary>All routes, rotas and webhooks at one moment. Immutable.</summary>
internal sealed class NotificationSettings
{
    public static NotificationSettings None { get; } = new([], [], [], [], []);

    private NotificationSettings(IReadOnlyList<NotificationSettingRow> rows, IReadOnlyList<NotificationRoute> routes,
        Dictionary<string, Rota> rotas, Dictionary<string, Webhook> webhooks, IReadOnlyList<string> problems) =>
        (Rows, Routes, Rotas, Webhooks, Problems) = (rows, routes, rotas, webhooks, problems);

    /// <summary>As stored, removed ones too.</summary>
    public IReadOnlyList<NotificationSettingRow> Rows { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<NotificationRoute> Routes { get; }

    public IReadOnlyDictionary<string, Rota> Rotas { get; }

    public IReadOnlyDictionary<string, Webhook> Webhooks { get; }

    /// <summary>What of the store cannot be used, and what to do.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Of the stored rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="unseal">Opens a webhook's address and secret; null when the keys are not those that sealed it.</param>
    public static NotificationSettings Of(IReadOnlyList<NotificationSettingRow> rows, Func<string, string?> unseal)
    {
        var (routes, rotas, webhooks, problems) = (new List<NotificationRoute>(), new Dictionary<string, Rota>(StringComparer.Ordinal),
            new Dictionary<string, Webhook>(StringComparer.Ordinal), new List<string>());
        foreach (var row in rows.Where(r => r.Definition is not null).OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            try
            {
                if (row.Kind == NotificationKinds.Route) routes.Add(Stored<NotificationRoute>(row) with { Name = row.Name });
                else if (row.Kind == NotificationKinds.Rota) rotas[row.Name] = Stored<Rota>(row) with { Name = row.Name };
                else if (row.Kind == NotificationKinds.Webhook && Opened(row, unseal) is { } webhook) webhooks[row.Name] = webhook;
                else problems.Add($"The {row.Kind} {row.Name} was sealed with other keys (Dashboard:KeyDirectory): save it again.");
            }
            catch (JsonException error)
            {
                problems.Add($"The {row.Kind} {row.Name} cannot be read ({error.Message}): save it again.");
            }
        }
        return new NotificationSettings(rows, routes, rotas, webhooks, problems);
    }

    /// <summary>Where a target's messages go at a time: of a rota, to whoever is on call then.</summary>
    public IReadOnlyList<Recipient> Resolve(RouteTarget target, long nowUnixMicros)
    {
        if (target.Email is { } email) return [new Recipient(IsEmail: true, email)];
        if (target.Webhook is { } webhook) return [new Recipient(IsEmail: false, webhook)];
        if (target.OnCall is null || Rotas.GetValueOrDefault(target.OnCall) is not { } rota
            || rota.OnCallAt(target.Level, nowUnixMicros) is not { } person
            || rota.People.GetValueOrDefault(person) is not { } contact) return [];
        var recipients = new List<Recipient>(2);
        if (contact.Email is not null) recipients.Add(new Recipient(IsEmail: true, contact.Email));
        if (contact.Webhook is not null) recipients.Add(new Recipient(IsEmail: false, contact.Webhook));
        return recipients;
    }

    private static T Stored<T>(NotificationSettingRow row) =>
        JsonSerializer.Deserialize<T>(row.Definition!, SettingsJson.Options) ?? throw new JsonException("null");

    private static Webhook? Opened(NotificationSettingRow row, Func<string, string?> unseal)
    {
        if (row.Sealed is null || unseal(row.Sealed) is not { } text) return null;
        var opened = JsonSerializer.Deserialize<SealedWebhook>(text, SettingsJson.Options) ?? throw new JsonException("null");
        return new Webhook(row.Name, new Uri(opened.Url), opened.Secret);
    }
}
