using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Rest;

/// <summary>Changes settings: checked against the newest ones, and stored in one transaction with the operator action.</summary>
internal sealed class SettingChanges(SettingsStore store, AlarmActions actions)
{
    /// <summary>Stores a setting once it is found right; of a webhook address and secret sealed, beside its origin.</summary>
    /// <returns>What was wrong, and nothing was changed; empty when it is stored.</returns>
    public Task<IReadOnlyList<(string Field, string Message)>> SetAsync<T>(
        string kind, string name, T setting, string actor,
        Func<T, NotificationSettings, IEnumerable<(string Field, string Message)>> check, CancellationToken cancellationToken)
        where T : class => ApplyAsync(kind, name, DefinitionOf(setting), setting as SealedWebhook, actor,
            settings => [.. SettingsCheck.Name(name), .. check(setting, settings)], cancellationToken);

    /// <summary>Stores a definition, or removes it.</summary>
    /// <param name="kind">One of <see cref="NotificationKinds"/>.</param>
    /// <param name="name">Name.</param>
    /// <param name="definition">JSON; null removes.</param>
    /// <param name="secret">What is sealed: of a webhook or device its address and secrets, of the key its private part.</param>
    /// <param name="actor">Who.</param>
    /// <param name="check">What is wrong with it, given the newest settings.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>What was wrong, and nothing was changed; empty when it is stored.</returns>
    public async Task<IReadOnlyList<(string Field, string Message)>> ApplyAsync(
        string kind, string name, string? definition, object? secret, string actor,
        Func<NotificationSettings, IEnumerable<(string Field, string Message)>> check, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string, string)> faults = [];
        await actions.CommitAsync(async token =>
        {
            var settings = await store.ReadNewestAsync(token);
            faults = [.. check(settings)];
            if (faults.Count > 0) return null;
            var row = store.Changed(settings, kind, name, definition, secret, actor);
            return new ActionCommit([ActionOf(row)], [TableBatch.Of(row)]);
        }, cancellationToken);
        if (faults.Count == 0) await store.ReadNewestAsync(cancellationToken);
        return faults;
    }

    /// <summary>Who would be left with a name that is gone.</summary>
    public static IEnumerable<(string Field, string Message)> Uses(NotificationSettings settings, string kind, string name)
    {
        if (!settings.Rows.Any(r => r.Kind == kind && r.Name == name && r.Definition is not null))
            yield return ("name", $"There is no {kind} {name}.");
        foreach (var route in settings.Routes)
            if (route.Steps.SelectMany(s => s.To).Any(t => (kind == NotificationKinds.Rota ? t.OnCall : t.Webhook) == name))
                yield return ("name", $"Route {route.Name} tells the {kind} {name}: change the route first.");
        if (kind != NotificationKinds.Webhook) yield break;
        foreach (var rota in settings.Rotas.Values)
            if (rota.People.Values.Any(p => p.Webhook == name))
                yield return ("name", $"Rota {rota.Name} reaches somebody by the webhook {name}: change the rota first.");
    }

    private static string DefinitionOf<T>(T setting) => setting is SealedWebhook webhook
        ? SettingsJson.Write(new
        {
            Origin = Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "",
        })
        : SettingsJson.Write(setting);

    // The definition of a webhook is its origin: address and secret are in no action.
    private static OperatorAction ActionOf(in NotificationSettingRow row) => new()
    {
        Actor = row.Author,
        Action = OperatorActions.NotificationChange,
        Text = row.Definition is null ? $"removes the {row.Kind} {row.Name}" : $"sets the {row.Kind} {row.Name}",
        Detail = JsonSerializer.Serialize(new { kind = row.Kind, name = row.Name, version = row.Version, definition = row.Definition }),
    };
}
