using System.Globalization;
using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Notification.Delivery;
using Maintenance.Notification.Planning;
using Maintenance.Notification.Settings;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Rest;

/// <summary>The settings for pages, which know no stage. Threading: any.</summary>
internal sealed class NotificationAdministration(
    SettingsStore settingsStore, SettingChanges changes, IConditionStore store, AuditTrail audit, IOptions<NotificationOptions> options,
    TimeProvider clock) : INotificationAdministration
{
    private static readonly TimeSpan ShownAhead = TimeSpan.FromDays(56);
    private static readonly JsonSerializerOptions Indented = new(SettingsJson.Options) { WriteIndented = true };

    public async Task<NotificationOverview> ReadAsync(CancellationToken cancellationToken)
    {
        var (settings, now) = (await settingsStore.ReadNewestAsync(cancellationToken), UnixMicros.Now(clock));
        NotificationSetting[] shown =
        [
            .. settings.Rows.Where(r => r.Definition is not null && NotificationKinds.All.Contains(r.Kind))
                .OrderBy(r => NotificationKinds.All.IndexOf(r.Kind))
                .ThenBy(r => r.Name, StringComparer.Ordinal).Select(r => Shown(r, settings, now)),
        ];
        return new NotificationOverview(shown, settings.Problems, options.Value.Smtp.Host.Length > 0);
    }

    public async Task<IReadOnlyList<(string Field, string Message)>> ChangeAsync(
        string kind, string name, string? definition, string actor, CancellationToken cancellationToken)
    {
        if (definition is null)
            return await changes.ApplyAsync(kind, name, definition: null, secret: null, actor,
                settings => SettingChanges.Uses(settings, kind, name), cancellationToken);
        try
        {
            return kind switch
            {
                NotificationKinds.Route => await SetAsync<NotificationRoute>(SettingsCheck.Route),
                NotificationKinds.Rota => await SetAsync<Rota>(SettingsCheck.Rota),
                NotificationKinds.Webhook => await SetAsync<SealedWebhook>((webhook, _) => SettingsCheck.Webhook(webhook)),
                _ => [("kind", $"'{kind}' is not allowed; expected one of {string.Join(", ", NotificationKinds.All)}.")],
            };
        }
        catch (JsonException error)
        {
            return [("definition", $"cannot be read at line {error.LineNumber + 1} ({error.Path ?? "$"}): a comma, a quotation mark or a "
                + "field is missing, or a field is not known or of another form; docs/operations/notification.md has examples.")];
        }

        Task<IReadOnlyList<(string Field, string Message)>> SetAsync<T>(
            Func<T, NotificationSettings, IEnumerable<(string Field, string Message)>> check) where T : class =>
            changes.SetAsync(kind, name, JsonSerializer.Deserialize<T>(definition, SettingsJson.Options) ?? throw new JsonException(),
                actor, check, cancellationToken);
    }

    public async Task<IReadOnlyList<NotificationRow>?> TestAsync(string route, string actor, CancellationToken cancellationToken)
    {
        var settings = await settingsStore.ReadNewestAsync(cancellationToken);
        if (settings.Routes.FirstOrDefault(r => r.Name == route) is not { } tested) return null;
        var now = UnixMicros.Now(clock);
        NotificationRow[] rows =
        [
            .. tested.Steps.SelectMany(s => s.To).SelectMany(t => settings.Resolve(t, now).Select(r => (Target: $"{t}", Recipient: $"{r}")))
                .DistinctBy(t => t.Recipient).Select(t => TestRow(route, t.Target, t.Recipient, now)),
        ];
        await audit.WriteAsync(actor, "test-notification", route, $"{rows.Length} messages", cancellationToken);
        await NotificationChain.AppendAsync(store, rows, cancellationToken);
        return rows;
    }

    private static NotificationSetting Shown(NotificationSettingRow row, NotificationSettings settings, long now)
    {
        var route = row.Kind == NotificationKinds.Route ? settings.Routes.FirstOrDefault(r => r.Name == row.Name) : null;
        IEnumerable<string> lines = route is not null ? Lines(route, settings, now)
            : row.Kind == NotificationKinds.Rota && settings.Rotas.TryGetValue(row.Name, out var rota)
                ? Enumerable.Range(1, rota.Levels.Count).Select(level => $"level {level}: {rota.OnCallAt(level, now) ?? "nobody"}")
            : row.Kind == NotificationKinds.Webhook && settings.Webhooks.TryGetValue(row.Name, out var webhook) ? [webhook.Origin] : [];
        using var document = JsonDocument.Parse(row.Definition ?? "{}");
        var quiet = route?.QuietHours?.Defer(now, AlarmPriority.Low) is { } until && until > now ? until : (long?)null;
        return new NotificationSetting(row.Kind, row.Name, row.Version, row.Author, row.ChangedUnixMicros,
            JsonSerializer.Serialize(document.RootElement, Indented), [.. lines], quiet,
            row.Kind == NotificationKinds.Rota && settings.Rotas.TryGetValue(row.Name, out var shifts) ? [.. Shifts(shifts, now)] : []);
    }

    // At present, and for eight weeks whenever somebody else is.
    private static IEnumerable<OnCallShift> Shifts(Rota rota, long now)
    {
        IReadOnlyList<string?> before = [];
        foreach (var time in rota.ChangesBetween(now, now + UnixMicros.Length(ShownAhead)).Prepend(now))
        {
            string?[] people = [.. Enumerable.Range(1, rota.Levels.Count).Select(level => rota.OnCallAt(level, time))];
            if (!people.SequenceEqual(before, StringComparer.Ordinal)) yield return new OnCallShift(time, people);
            before = people;
        }
    }

    private static IEnumerable<string> Lines(NotificationRoute route, NotificationSettings settings, long now)
    {
        if (!route.Enabled) yield return "switched off: nothing is told";
        foreach (var step in route.Steps)
        {
            var to = step.To.Select(t => t.OnCall is null
                ? t.Email ?? (t.Push is null ? $"webhook {t.Webhook}" : Devices(settings.Resolve(t, now).Count, t.Push))
                : settings.Rotas.GetValueOrDefault(t.OnCall)?.OnCallAt(t.Level, now) is { } person ? $"{person} (on call, {t.OnCall})"
                : $"nobody: {t.OnCall} has nobody on call at level {t.Level}");
            var when = step.After == TimeSpan.Zero ? "at once"
                : string.Create(CultureInfo.InvariantCulture, $"after {step.After.TotalMinutes:0.#} min");
            yield return $"{when}: {string.Join(", ", to)}";
        }
    }

    private static string Devices(int count, string person) => count switch
    {
        0 => $"nobody: {person} has switched notifications on on no device",
        1 => $"the device of {person}",
        _ => $"{count} devices of {person}",
    };

    /// <summary>A test message to one recipient.</summary>
    internal static NotificationRow TestRow(string route, string target, string recipient, long now)
    {
        var id = NotificationSteps.IdOf(asset: null, route, now, NotificationSteps.Test, recipient);
        return new NotificationRow
        {
            Id = id,
            Message = NotificationSteps.MessageOf([id]),
            Asset = null,
            Rule = null,
            OccurrenceUnixMicros = now,
            Step = NotificationSteps.Test,
            Recipient = recipient,
            Target = target,
            Route = route,
            Priority = 0,
            State = NotificationStates.Waiting,
            Attempts = 0,
            CreatedUnixMicros = now,
            ChangedUnixMicros = now,
            NextAttemptUnixMicros = UnixMicros.None,
            Subject = null,
            Error = null,
        };
    }
}
