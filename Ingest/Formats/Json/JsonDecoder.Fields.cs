using System.Text;
using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Text;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Formats.Json;

/// <content>The fields of one object. A fault of meaning is remembered and the object read to its end, so that the next one is found.</content>
internal static partial class JsonDecoder
{
    // An escaped character takes up to six bytes; longer names cannot fit the 63 bytes of the codec.
    private const int NameBuffer = 6 * Field.MaxNameBytes;

    private static void ReadFields(ref Utf8JsonReader reader, ReadingScratch reading, BlockScratch block, bool nested)
    {
        Span<char> buffer = stackalloc char[NameBuffer];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueSpan.Length > NameBuffer)
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number) reading.Fault(DeadLetterReason.LimitExceeded, $"a channel name of more than {Field.MaxNameBytes} bytes");
                reader.Skip();
                continue;
            }
            var name = buffer[..reader.CopyString(buffer)];
            var field = Field.Find(name);
            reader.Read();
            if (field >= Field.Named) ReadChannel(ref reader, reading, field, name);
            else if (nested) WrongType(ref reader, reading, name, "a channel inside 'values'");
            else ReadKnown(ref reader, reading, block, field, name);
        }
    }

    private static void ReadKnown(ref Utf8JsonReader reader, ReadingScratch reading, BlockScratch block, int field, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        switch (field)
        {
            case Field.Asset: ReadAsset(ref reader, reading, name); break;
            case Field.Time: reading.TimeMicros = ReadTime(ref reader, reading, name); break;
            case Field.Epoch: reading.Epoch = ReadWhole(ref reader, reading, name); break;
            case Field.Sequence: reading.Sequence = ReadWhole(ref reader, reading, name); break;
            case Field.Quality: ReadQuality(ref reader, reading, name); break;
            case Field.Historical:
                if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) reading.Historical = reader.GetBoolean();
                else WrongType(ref reader, reading, name, "true or false");
                break;
            case Field.Values:
                if (reader.TokenType == JsonTokenType.StartObject) ReadFields(ref reader, reading, block, nested: true);
                else WrongType(ref reader, reading, name, "an object of channels");
                break;
            case Field.Channels:
                block.Present = true;
                ReadColumns(ref reader, reading, block, name);
                break;
            case Field.Waveforms:
                block.Present = true;
                ReadWaveforms(ref reader, reading, block, name);
                break;
            case Field.IntervalMs:
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var interval)) block.IntervalMs = interval;
                else WrongType(ref reader, reading, name, "a number of milliseconds");
                break;
        }
    }

    private static void ReadChannel(ref Utf8JsonReader reader, ReadingScratch reading, int field, scoped ReadOnlySpan<char> name)
    {
        if (!TryReadValue(ref reader, reading, field, name, out var value)) return;
        if (field >= 0) reading.SetStandard(field, value);
        else if (IsName(name, reading)) reading.SetNamed(name, value);
    }

    /// <summary>A number, or null for missing. Other types under an unknown key are notes of the sender and ignored.</summary>
    private static bool TryReadValue(ref Utf8JsonReader reader, ReadingScratch reading, int field, scoped ReadOnlySpan<char> name, out float value)
    {
        value = float.NaN;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                if (reader.TryGetSingle(out value) && float.IsFinite(value)) return true;
                reading.Fault(DeadLetterReason.NotFinite, $"the value of '{name}' is too large for a 32-bit number");
                return false;
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String when reader.ValueTextEquals("NaN"u8) || reader.ValueTextEquals("Infinity"u8) || reader.ValueTextEquals("-Infinity"u8):
                reading.Fault(DeadLetterReason.NotFinite, $"the value of '{name}' is NaN or infinite; send null for a missing value");
                return false;
            default:
                if (field >= 0) WrongType(ref reader, reading, name, "a number or null");
                else reader.Skip();
                return false;
        }
    }

    private static bool IsName(scoped ReadOnlySpan<char> name, ReadingScratch reading)
    {
        if (Encoding.UTF8.GetByteCount(name) is > 0 and <= Field.MaxNameBytes) return true;
        reading.Fault(DeadLetterReason.LimitExceeded, $"channel name '{name}': allowed are 1 to {Field.MaxNameBytes} bytes");
        return false;
    }

    private static void ReadAsset(ref Utf8JsonReader reader, ReadingScratch reading, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            WrongType(ref reader, reading, name, "a text");
            return;
        }
        if (reader.ValueSpan.Length > AssetId.MaxLength)
        {
            reading.Fault(DeadLetterReason.UnknownAsset, $"asset id of {reader.ValueSpan.Length} bytes, allowed are 1 to {AssetId.MaxLength}");
            return;
        }
        Span<char> asset = stackalloc char[AssetId.MaxLength];
        reading.SetAsset(asset[..reader.CopyString(asset)]);
    }

    private static long? ReadTime(ref Utf8JsonReader reader, ReadingScratch reading, scoped ReadOnlySpan<char> name)
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
        if (reader.TryGetInt64(out var whole) ? EventTimeParser.TryFromNumber(whole, out micros) : EventTimeParser.TryFromNumber(reader.GetDouble(), out micros))
            return micros;
        reading.Fault(DeadLetterReason.LimitExceeded, $"'{name}' is too large for a Unix time");
        return null;
    }

    private static long? ReadWhole(ref Utf8JsonReader reader, ReadingScratch reading, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        WrongType(ref reader, reading, name, "a whole number");
        return null;
    }

    private static void ReadQuality(ref Utf8JsonReader reader, ReadingScratch reading, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("uncertain"u8)) reading.Uncertain = true;
        else if (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("good"u8)) WrongType(ref reader, reading, name, "\"good\" or \"uncertain\"");
    }

    private static void WrongType(ref Utf8JsonReader reader, ReadingScratch reading, scoped ReadOnlySpan<char> name, string expected)
    {
        if (reading.FaultDetail is null) reading.Fault(DeadLetterReason.WrongType, $"'{name}' is {Describe(reader.TokenType)}, expected is {expected}");
        reader.Skip();
    }
}
