using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maintenance.Notification.Settings;

/// <summary>Settings as JSON: in requests, answers and rows alike.</summary>
internal static class SettingsJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static string Write<T>(T setting) => JsonSerializer.Serialize(setting, Options);
}
