using System.Text;
using System.Text.Json;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>The parts that only blocks have: columns of values and waveforms.</summary>
internal sealed class JsonBlockReader(ReadingBuilder reading, JsonBlock block)
{
    private static readonly string[] WaveformKeys = ["location", "sampleRateHz", "time", "samples"];

    public void ReadColumns(ref Utf8JsonReader reader, scoped ReadOnlySpan<char> key)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            JsonValue.WrongType(ref reader, reading, key, "an object of arrays");
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var field = Field.Find(name);
            reader.Read();
            if (field == Field.OtherUnit) reading.Fault(DeadLetterReason.UnknownChannel, Field.ExplainOtherUnit(name));
            if (reader.TokenType != JsonTokenType.StartArray || field < Field.Named)
            {
                JsonValue.WrongType(ref reader, reading, name, "a channel with an array of numbers");
                continue;
            }
            if (field == Field.Named && CustomChannelName.Explain(name) is { } bad)
            {
                reading.Fault(DeadLetterReason.LimitExceeded, bad);
                reader.Skip();
                continue;
            }
            var column = block.Open(field >= 0 ? field : TelemetryCodecV1.NamedChannel, field >= 0 ? string.Empty : name);
            if (column is null)
            {
                reading.Fault(DeadLetterReason.LimitExceeded,
                    $"channel '{name}' occurs twice, or there are more than {TelemetryCodecV1.MaxChannels} channels");
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                column.Add(JsonValue.TryReadNumber(ref reader, reading, name, out var value) ? value : float.NaN);
        }
    }

    public void ReadWaveforms(ref Utf8JsonReader reader, scoped ReadOnlySpan<char> key)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            JsonValue.WrongType(ref reader, reading, key, "an array of waveforms");
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                JsonValue.WrongType(ref reader, reading, key, "an array of waveforms");
                continue;
            }
            if (ReadWaveform(ref reader) is not { } waveform) continue;
            if (block.Waveforms.Count == TelemetryCodecV1.MaxWaveforms)
                reading.Fault(DeadLetterReason.LimitExceeded, $"more than {TelemetryCodecV1.MaxWaveforms} waveforms");
            else block.Waveforms.Add(waveform);
        }
    }

    private TimeWaveform? ReadWaveform(ref Utf8JsonReader reader)
    {
        string? location = null;
        var rate = float.NaN;
        var start = long.MinValue; // none given: the time of the block
        float[]? samples = null;
        var seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var key = Array.IndexOf(WaveformKeys, name);
            if (key >= 0 && (seen & (1 << key)) != 0) reading.Fault(DeadLetterReason.Malformed, $"'waveforms.{name}' is given twice");
            seen |= key >= 0 ? 1 << key : 0;
            switch (name)
            {
                case "location" when reader.TokenType == JsonTokenType.String: location = reader.GetString(); break;
                case "sampleRateHz" when reader.TokenType == JsonTokenType.Number: rate = reader.GetSingle(); break;
                case "time": start = JsonValue.ReadTime(ref reader, reading, name) ?? start; break;
                case "samples" when reader.TokenType == JsonTokenType.StartArray: samples = ReadSamples(ref reader); break;
                default:
                    JsonValue.WrongType(ref reader, reading, $"waveforms.{name}",
                        "location: string, sampleRateHz: number, time, samples: array of numbers");
                    break;
            }
        }
        if (location is null || location.Length is 0 or > TelemetryCodecV1.MaxNameBytes || !Ascii.IsValid(location))
            reading.Fault(DeadLetterReason.MissingField,
            $"a waveform needs a 'location' of 1 to {TelemetryCodecV1.MaxNameBytes} ASCII characters");
        else if (!(rate > 0) || !float.IsFinite(rate))
            reading.Fault(DeadLetterReason.MissingField, "a waveform needs a 'sampleRateHz' above 0");
        else if (samples is null || samples.Length is 0 or > TelemetryCodecV1.MaxWaveformSamples)
            reading.Fault(DeadLetterReason.LimitExceeded, $"a waveform needs 1 to {TelemetryCodecV1.MaxWaveformSamples} 'samples'");
        else return new TimeWaveform(location, rate, start, samples);
        return null;
    }

    private float[] ReadSamples(ref Utf8JsonReader reader)
    {
        List<float> samples = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out var sample) && float.IsFinite(sample))
                samples.Add(sample);
            else if (reader.TokenType == JsonTokenType.Number)
                reading.Fault(DeadLetterReason.NotFinite, "a sample of a waveform is too large for a 32-bit number");
            else JsonValue.WrongType(ref reader, reading, "samples", "an array of numbers");
        }
        return [.. samples];
    }
}
