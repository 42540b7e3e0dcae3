using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;
using Microsoft.AspNetCore.DataProtection;

namespace Maintenance.Notification.Settings;

/// <summary>
/// The settings of the store, read again once they are older than <see cref="MaxAge"/>, as another process may have changed them.
/// Threading: any.
/// </summary>
internal sealed class SettingsStore(IConditionStore store, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long this process may not know what another changed.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly IDataProtector _protector = protection.CreateProtector("Maintenance.Notification.Webhook.v1");
    private volatile Snapshot? _snapshot;

    /// <summary>Of at most <see cref="MaxAge"/> ago.</summary>
    public async ValueTask<NotificationSettings> ReadAsync(CancellationToken cancellationToken) =>
        _snapshot is { } known && clock.GetElapsedTime(known.Read) < MaxAge
            ? known.Settings : await ReadNewestAsync(cancellationToken);

    /// <summary>Of now.</summary>
    public async Task<NotificationSettings> ReadNewestAsync(CancellationToken cancellationToken)
    {
        var (read, before) = (clock.GetTimestamp(), _snapshot);
        var rows = await NotificationSettingsQuery.RunAsync(store, cancellationToken);
        var settings = before is not null && before.Settings.Rows.SequenceEqual(rows)
            ? before.Settings : NotificationSettings.Of(rows, Unseal);
        _snapshot = new Snapshot(settings, read);
        return settings;
    }

    /// <summary>The row of a change: one version after the stored one.</summary>
    public NotificationSettingRow Changed(
        NotificationSettings settings, string kind, string name, string? definition, object? secret, string author) => new()
        {
            Kind = kind,
            Name = name,
            Version = settings.Rows.FirstOrDefault(r => r.Kind == kind && r.Name == name).Version + 1,
            Definition = definition,
            Sealed = secret is null ? null : _protector.Protect(JsonSerializer.Serialize(secret, secret.GetType(), SettingsJson.Options)),
            Author = author,
            ChangedUnixMicros = Core.Time.UnixMicros.Now(clock),
        };

    private string? Unseal(string text)
    {
        try
        {
            return _protector.Unprotect(text);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private sealed record Snapshot(NotificationSettings Settings, long Read);
}
