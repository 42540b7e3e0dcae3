using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maintenance.Api.Rest;

/// <summary>Writes a series as numbers, NaN as null: JSON has no NaN.</summary>
internal sealed class SeriesConverter : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Series can only be written.");

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var number in value)
            if (float.IsFinite(number)) writer.WriteNumberValue(number);
            else writer.WriteNullValue();
        writer.WriteEndArray();
    }
}
