using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maintenance.Notification.Settings;

/// <summary>An enumeration as a word in snake_case.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
