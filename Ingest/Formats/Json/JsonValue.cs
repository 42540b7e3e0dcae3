using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>
/// The current value, as the type its key requires. Any other type is a fault of the reading, which names the key, the type found and
/// the type expected; the value is skipped, so that the next one is found.
/// </summary>
internal static class JsonValue
{
    /// <summary>A number, or null for missing. Anything else is a fault, also under a custom name.</summary>
    public static bool TryReadNumber(ref Utf8JsonReader reader, ReadingBuilder reading, scoped ReadOnlySpan<char> name, out double value)
    {
        value = double.NaN;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                if (reader.TryGetDouble(out value) && float.IsFinite((float)value)) return true;
                reading.Fault(DeadLetterReason.NotFinite, $"the value of '{name}' is too large for a 32-bit number");
                return false;
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String when NumberText.IsNotFinite(reader.ValueSpan):
                reading.Fault(DeadLetterReason.NotFinite, $"the value of '{name}' is NaN or infinite; send null for a missing value");
                return false;
            case JsonTokenType.String when NumberText.IsNumber(reader.ValueSpan):
                WrongType(ref reader, reading, name, "a number or null: send it without the quotes");
                return false;
            case JsonTokenType.True or JsonTokenType.False:
                WrongType(ref reader, reading, name, "a number or null: send 1 or 0");
                return false;
            case JsonTokenType.StartArray:
                WrongType(ref reader, reading, name, "a number or null: several values are sent as a block, under 'channels'");
                return false;
            default:
                WrongType(ref reader, reading, name, "a number or null: telemetry has no texts or objects, leave the key out");
                return false;
        }
    }

    public static void ReadAsset(ref Utf8JsonReader reader, ReadingBuilder reading, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            WrongType(ref reader, reading, name, "a string");
            return;
        }
        if (reader.ValueSpan.Length > AssetId.MaxLength)
        {
            reading.Fault(DeadLetterReason.UnknownAsset,
                $"asset id of {reader.ValueSpan.Length} bytes, expected 1 to {AssetId.MaxLength}");
            return;
        }
        Span<char> asset = stackalloc char[AssetId.MaxLength];
        reading.SetAsset(asset[..reader.CopyString(asset)]);
    }

    public static long? ReadTime(ref Utf8JsonReader reader, ReadingBuilder reading, scoped ReadOnlySpan<char> name)
    {
        long micros;
        if (reader.TokenType == JsonTokenType.String)
        {
            if (EventTimeParser.TryFromText(reader.ValueSpan, out micros)) return micros;
            reading.Fault(DeadLetterReason.WrongType, $"'{name}' is not an ISO 8601 time such as 2026-05-04T03:02:01.123Z");
            return null;
        }
        if (reader.TokenType != JsonTokenType.Number)
        {
            WrongType(ref reader, reading, name, "an ISO 8601 time or a Unix number");
            return null;
        }
        if (reader.TryGetInt64(out var whole)
            ? EventTimeParser.TryFromNumber(whole, out micros) : EventTimeParser.TryFromNumber(reader.GetDouble(), out micros))
            return micros;
        reading.Fault(DeadLetterReason.LimitExceeded, $"'{name}' is too large for a Unix time");
        return null;
    }

    public static long? ReadWhole(ref Utf8JsonReader reader, ReadingBuilder reading, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        WrongType(ref reader, reading, name, "a whole number");
        return null;
    }

    public static void ReadQuality(ref Utf8JsonReader reader, ReadingBuilder reading, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("uncertain"u8)) reading.Uncertain = true;
        else if (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("good"u8))
            WrongType(ref reader, reading, name, "\"good\" or \"uncertain\"");
    }

    public static void WrongType(ref Utf8JsonReader reader, ReadingBuilder reading, scoped ReadOnlySpan<char> name, string expected)
    {
        if (reading.FaultDetail is null) reading.Fault(DeadLetterReason.WrongType, $"'{name}' is {Describe(reader.TokenType)}, expected "
            + $"is {expected}");
        reader.Skip();
    }

    public static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "an array",
        JsonTokenType.StartObject or JsonTokenType.EndObject => "an object",
        _ => type.ToString(),
    };
}
