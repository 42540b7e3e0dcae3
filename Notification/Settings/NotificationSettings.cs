using System.Text.Json;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Tables;

namespace Maintenance.Notification.Settings;

/// <summary>All routes, rotas and webhooks at one moment. Immutable.</summary>
internal sealed class NotificationSettings
{
    public static NotificationSettings None { get; } = new([]);

    private readonly List<NotificationRoute> _routes = [];
    private readonly Dictionary<string, Rota> _rotas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Webhook> _webhooks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PushDevice> _devices = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private NotificationSettings(IReadOnlyList<NotificationSettingRow> rows) => Rows = rows;

    /// <summary>As stored, removed ones too.</summary>
    public IReadOnlyList<NotificationSettingRow> Rows { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<NotificationRoute> Routes => _routes;

    public IReadOnlyDictionary<string, Rota> Rotas => _rotas;

    public IReadOnlyDictionary<string, Webhook> Webhooks => _webhooks;

    /// <summary>Browsers that alarms are pushed to, by name.</summary>
    public IReadOnlyDictionary<string, PushDevice> Devices => _devices;

    /// <summary>The key of pushing; null before somebody has asked for it.</summary>
    public PushKey? PushKey { get; private set; }

    /// <summary>What of the store cannot be used, and what to do.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Of the stored rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="unseal">Opens a webhook's address and secret; null when the keys are not those that sealed it.</param>
    public static NotificationSettings Of(IReadOnlyList<NotificationSettingRow> rows, Func<string, string?> unseal)
    {
        var settings = new NotificationSettings(rows);
        foreach (var row in rows.Where(r => r.Definition is not null).OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            try
            {
                if (!settings.Add(row, unseal))
                    settings._problems.Add($"The {row.Kind} {row.Name} was sealed with other keys (Dashboard:KeyDirectory): "
                        + (row.Kind == NotificationKinds.Push ? "switch notifications on again on the device." : "save it again."));
            }
            catch (JsonException error)
            {
                settings._problems.Add($"The {row.Kind} {row.Name} cannot be read ({error.Message}): save it again.");
            }
        }
        return settings;
    }

    /// <summary>Where a target's messages go at a time: of a rota, to whoever is on call then.</summary>
    public IReadOnlyList<Recipient> Resolve(RouteTarget target, long nowUnixMicros)
    {
        if (target.Email is { } email) return [new Recipient(RecipientKind.Email, email)];
        if (target.Webhook is { } webhook) return [new Recipient(RecipientKind.Webhook, webhook)];
        if (target.Push is { } user) return [.. DevicesOf(user)];
        if (target.OnCall is null || Rotas.GetValueOrDefault(target.OnCall) is not { } rota
            || rota.OnCallAt(target.Level, nowUnixMicros) is not { } person
            || rota.People.GetValueOrDefault(person) is not { } contact) return [];
        var recipients = new List<Recipient>(2);
        if (contact.Email is not null) recipients.Add(new Recipient(RecipientKind.Email, contact.Email));
        if (contact.Webhook is not null) recipients.Add(new Recipient(RecipientKind.Webhook, contact.Webhook));
        if (contact.Push is not null) recipients.AddRange(DevicesOf(contact.Push));
        return recipients;
    }

    // False when it was sealed with other keys.
    private bool Add(NotificationSettingRow row, Func<string, string?> unseal)
    {
        switch (row.Kind)
        {
            case NotificationKinds.Route:
                _routes.Add(Stored<NotificationRoute>(row) with { Name = row.Name });
                return true;
            case NotificationKinds.Rota:
                _rotas[row.Name] = Stored<Rota>(row) with { Name = row.Name };
                return true;
            case NotificationKinds.Webhook when Opened<SealedWebhook>(row, unseal) is { } webhook:
                _webhooks[row.Name] = new Webhook(row.Name, new Uri(webhook.Url), webhook.Secret);
                return true;
            case NotificationKinds.Push when Opened<SealedPush>(row, unseal) is { } push:
                _devices[row.Name] = new PushDevice(row.Name, Stored<ShownPush>(row).User, push);
                return true;
            case NotificationKinds.PushKey when Opened<PushKey>(row, unseal) is { } key:
                PushKey = key;
                return true;
            default:
                return false;
        }
    }

    private IEnumerable<Recipient> DevicesOf(string user) =>
        Devices.Values.Where(d => d.User == user).Select(d => new Recipient(RecipientKind.Push, d.Name));

    private static T Stored<T>(NotificationSettingRow row) =>
        JsonSerializer.Deserialize<T>(row.Definition!, SettingsJson.Options) ?? throw new JsonException("null");

    private static T? Opened<T>(NotificationSettingRow row, Func<string, string?> unseal) where T : class =>
        row.Sealed is null || unseal(row.Sealed) is not { } text ? null
            : JsonSerializer.Deserialize<T>(text, SettingsJson.Options) ?? throw new JsonException("null");
}
