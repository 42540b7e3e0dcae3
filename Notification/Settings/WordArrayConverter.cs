using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maintenance.Notification.Settings;

/// <summary>A list of an enumeration's words in snake_case.</summary>
internal sealed class WordArrayConverter<T> : JsonConverter<IReadOnlyList<T>> where T : struct, Enum
{
    private static readonly JsonSerializerOptions Words = new() { Converters = { new WordConverter<T>() } };

    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T[]>(ref reader, Words);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, Words);
}
