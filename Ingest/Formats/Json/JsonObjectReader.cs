using System.Text.Json;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>
/// The keys of one object, into a reading and a block. A semantic fault is recorded and the object read to its end, so that the next
/// one is found.
/// </summary>
internal sealed class JsonObjectReader(ReadingBuilder reading, JsonBlock block)
{
    // An escaped character takes up to six bytes; longer names cannot fit the codec.
    private const int NameBuffer = 6 * TelemetryCodecV1.MaxNameBytes;

    private readonly JsonBlockReader _blocks = new(reading, block);

    // Bit n: a key of field -n was read.
    private int _known;

    /// <summary>Reads the object the reader has entered, to its end.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        _known = 0;
        Read(ref reader, nested: false);
    }

    private void Read(ref Utf8JsonReader reader, bool nested)
    {
        Span<char> buffer = stackalloc char[NameBuffer];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueSpan.Length > NameBuffer)
            {
                reading.Fault(DeadLetterReason.LimitExceeded, $"a key of {reader.ValueSpan.Length} bytes; channel names have at most "
                    + $"{TelemetryCodecV1.MaxNameBytes}");
                reader.Skip();
                continue;
            }
            var name = buffer[..reader.CopyString(buffer)];
            var field = Field.Find(name);
            reader.Read();
            if (field >= Field.Named) ReadChannel(ref reader, field, name);
            else if (nested) JsonValue.WrongType(ref reader, reading, name, "a channel inside 'values'");
            else ReadKnown(ref reader, field, name);
        }
    }

    private void ReadKnown(ref Utf8JsonReader reader, int field, scoped ReadOnlySpan<char> name)
    {
        if (field == Field.OtherUnit) reading.Fault(DeadLetterReason.UnknownChannel, Field.ExplainOtherUnit(name));
        else if ((_known & (1 << -field)) != 0)
            reading.Fault(DeadLetterReason.Malformed, $"'{name}' is given twice in one object, perhaps under another of its names");
        _known |= 1 << -field;
        if (reader.TokenType == JsonTokenType.Null) return;
        switch (field)
        {
            case Field.OtherUnit: reader.Skip(); break;
            case Field.Asset: JsonValue.ReadAsset(ref reader, reading, name); break;
            case Field.Time: reading.TimeMicros = JsonValue.ReadTime(ref reader, reading, name); break;
            case Field.Epoch: reading.Epoch = JsonValue.ReadWhole(ref reader, reading, name); break;
            case Field.Sequence: reading.Sequence = JsonValue.ReadWhole(ref reader, reading, name); break;
            case Field.Quality: JsonValue.ReadQuality(ref reader, reading, name); break;
            case Field.Historical:
                if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) reading.Historical = reader.GetBoolean();
                else JsonValue.WrongType(ref reader, reading, name, "true or false");
                break;
            case Field.Values:
                if (reader.TokenType == JsonTokenType.StartObject) Read(ref reader, nested: true);
                else JsonValue.WrongType(ref reader, reading, name, "an object of channels");
                break;
            case Field.Channels:
                block.Present = true;
                _blocks.ReadColumns(ref reader, name);
                break;
            case Field.Waveforms:
                block.Present = true;
                _blocks.ReadWaveforms(ref reader, name);
                break;
            case Field.IntervalMs:
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var interval)) block.IntervalMs = interval;
                else JsonValue.WrongType(ref reader, reading, name, "a number of milliseconds");
                break;
        }
    }

    private void ReadChannel(ref Utf8JsonReader reader, int field, scoped ReadOnlySpan<char> name)
    {
        if (!JsonValue.TryReadNumber(ref reader, reading, name, out var value)) return;
        if (field >= 0) reading.SetStandard(field, (float)value);
        else reading.SetNamed(name, value);
    }
}
