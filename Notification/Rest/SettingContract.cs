using System.Text.Json;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Notification.Rest;

/// <summary>A route, rota or webhook as stored; of a webhook without address and secret.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">1, 2, …</param>
/// <param name="Author">Who changed it last.</param>
/// <param name="Changed">When.</param>
/// <param name="Definition">What a PUT takes; of a webhook its origin.</param>
/// <param name="OnCall">Of a rota who is on call now, the first level first; null of the others.</param>
internal sealed record SettingContract(
    string Name, int Version, string Author, DateTime Changed, JsonElement Definition, IReadOnlyList<string?>? OnCall)
{
    public static SettingContract Of(NotificationSettingRow row, IReadOnlyList<string?>? onCall = null)
    {
        using var document = JsonDocument.Parse(row.Definition ?? "{}");
        return new SettingContract(
            row.Name, row.Version, row.Author, UnixMicros.ToUtc(row.ChangedUnixMicros), document.RootElement.Clone(), onCall);
    }
}
