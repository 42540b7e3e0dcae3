using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Notification.Delivery;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Rest;

/// <summary>
/// The browsers that alarms are pushed to, and the key by which push services know this installation: made when first asked for, kept in
/// the store, the same for every process. Every change is an operator action. Threading: any.
/// </summary>
internal sealed class PushDevices(
    SettingsStore settings, SettingChanges changes, UserAccounts accounts, IConditionStore store, TimeProvider clock)
    : INotificationDevices, IPushDevices
{
    /// <summary>Most devices of an account.</summary>
    public const int MaxPerUser = 20;

    private const string KeyName = "vapid";
    private const string Product = "maintenance";

    /// <summary>The public key, base64url; of several processes that make one at once, one wins.</summary>
    public async Task<string> KeyAsync(CancellationToken cancellationToken)
    {
        if ((await settings.ReadAsync(cancellationToken)).PushKey is { } known) return known.Public;
        var key = PushCheck.NewKey();
        await changes.ApplyAsync(NotificationKinds.PushKey, KeyName, SettingsJson.Write(new { key.Public }), key, Product,
            newest => newest.PushKey is null ? [] : [("key", "is there already.")], cancellationToken);
        return (await settings.ReadNewestAsync(cancellationToken)).PushKey?.Public
            ?? throw new StoreException("The key of pushing was sealed with other keys (Dashboard:KeyDirectory); restore them.");
    }

    /// <summary>Adds a browser to an account; one that another account had changes hands.</summary>
    /// <returns>Its name, or what is wrong with it.</returns>
    public async Task<(string Name, IReadOnlyList<(string Field, string Message)> Faults)> AddAsync(
        string user, SealedPush push, string? device, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string, string)> faults = [.. PushCheck.Of(push, device)];
        if (faults.Count > 0) return ("", faults);
        var name = NameOf(push.Endpoint);
        var shown = new ShownPush(user, string.IsNullOrWhiteSpace(device) ? "a browser" : device.Trim(),
            new Uri(push.Endpoint).GetLeftPart(UriPartial.Authority));
        faults = await changes.ApplyAsync(NotificationKinds.Push, name, SettingsJson.Write(shown), push, user,
            newest => newest.Devices.Values.Count(d => d.User == user && d.Name != name) >= MaxPerUser
                ? [("endpoint", $"would be the device number {MaxPerUser + 1}; remove one first.")] : [], cancellationToken);
        return (name, faults);
    }

    public async ValueTask<bool> IsOfSomebodyAsync(PushDevice device, CancellationToken cancellationToken) =>
        await accounts.FindAsync(device.User, cancellationToken) is not null;

    public Task ForgetAsync(PushDevice device, CancellationToken cancellationToken) =>
        RemoveAsync(device.Name, Product, d => d.Push == device.Push, cancellationToken);

    public async Task<IReadOnlyList<NotificationDevice>> ListAsync(string user, CancellationToken cancellationToken)
    {
        var newest = await settings.ReadNewestAsync(cancellationToken);
        return
        [
            .. newest.Rows.Where(r => r.Kind == NotificationKinds.Push && newest.Devices.TryGetValue(r.Name, out var d) && d.User == user)
                .Select(r => (Row: r, Shown: JsonSerializer.Deserialize<ShownPush>(r.Definition!, SettingsJson.Options)!))
                .Select(r => new NotificationDevice(r.Row.Name, r.Shown.Device, r.Shown.Origin, r.Row.ChangedUnixMicros))
                .OrderByDescending(d => d.AddedUnixMicros).ThenBy(d => d.Name, StringComparer.Ordinal),
        ];
    }

    public async Task<bool> RemoveAsync(string user, string name, CancellationToken cancellationToken) =>
        await RemoveAsync(name, user, d => d.User == user, cancellationToken);

    public async Task<bool> TestAsync(string user, string name, CancellationToken cancellationToken)
    {
        var newest = await settings.ReadNewestAsync(cancellationToken);
        if (!newest.Devices.TryGetValue(name, out var device) || device.User != user) return false;
        await KeyAsync(cancellationToken);
        var recipient = new Recipient(RecipientKind.Push, name).ToString();
        await NotificationChain.AppendAsync(store,
            [NotificationAdministration.TestRow($"push:{user}", $"push:{user}", recipient, UnixMicros.Now(clock))], cancellationToken);
        return true;
    }

    private async Task<bool> RemoveAsync(string name, string actor, Func<PushDevice, bool> isMeant, CancellationToken cancellationToken) =>
        (await changes.ApplyAsync(NotificationKinds.Push, name, definition: null, secret: null, actor,
            newest => newest.Devices.TryGetValue(name, out var found) && isMeant(found) ? [] : [("name", "is not there.")],
            cancellationToken)).Count == 0;

    private static string NameOf(string endpoint) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)).AsSpan(0, 16));
}
