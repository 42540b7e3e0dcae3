using System.Text.Json;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>
/// Telemetry as JSON (<c>docs/formats/telemetry-json.md</c>): one object, an array of objects, or objects one after the other (NDJSON).
/// Read token by token, without a document in memory. Objects before a fault of grammar are taken; the rest is one dead letter.
/// </summary>
internal static partial class JsonDecoder
{
    private const int MaxDepth = 8;

    public static void Decode(ReadOnlySpan<byte> payload, ref PayloadSink sink)
    {
        if (payload.StartsWith("\uFEFF"u8)) payload = payload[3..];
        var reader = new Utf8JsonReader(payload, Options());
        try
        {
            var any = false;
            while (reader.Read())
            {
                any = true;
                ReadTopLevel(ref reader, payload, ref sink);
            }
            if (!any) sink.Reject(DeadLetterReason.NoValues, "the payload holds no JSON value", sink.SourceAsset, payload);
        }
        catch (JsonException)
        {
            RejectRest(payload, reader.BytesConsumed, ref sink);
        }
        catch (InvalidOperationException) // a string that is no valid UTF-8 or has half a surrogate pair
        {
            sink.Reject(DeadLetterReason.Malformed, $"text that is not valid UTF-8 near byte {reader.TokenStartIndex}", sink.SourceAsset, payload);
        }
    }

    private static JsonReaderOptions Options() => new() { MaxDepth = MaxDepth, AllowMultipleValues = true };

    private static void ReadTopLevel(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, ref PayloadSink sink)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadElement(ref reader, payload, ref sink);
            return;
        }
        ReadElement(ref reader, payload, ref sink);
    }

    private static void ReadElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, ref PayloadSink sink)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            sink.Reject(
                DeadLetterReason.WrongType, $"at byte {start}: expected an object or an array of objects, found {Describe(reader.TokenType)}",
                sink.SourceAsset, payload[start..(int)reader.BytesConsumed]);
            return;
        }
        sink.Batch.Scratch.Clear();
        sink.Batch.Block.Clear();
        ReadFields(ref reader, sink.Batch.Scratch, sink.Batch.Block, nested: false);
        var bytes = payload[start..(int)reader.BytesConsumed];
        if (sink.Batch.Block.Present) AddBlock(bytes, ref sink);
        else sink.AddReading(bytes);
    }

    private static void AddBlock(ReadOnlySpan<byte> bytes, ref PayloadSink sink)
    {
        var (scratch, block) = (sink.Batch.Scratch, sink.Batch.Block);
        var readings = block.ReadingCount(out var detail);
        if (readings == 0) scratch.Fault(detail.Contains("values", StringComparison.Ordinal) ? DeadLetterReason.LimitExceeded : DeadLetterReason.NoValues, detail);
        if (readings > TelemetryCodecV1.MaxReadings) scratch.Fault(DeadLetterReason.LimitExceeded, $"a block of {readings} readings, allowed are {TelemetryCodecV1.MaxReadings}");
        if (scratch.HasValues) scratch.Fault(DeadLetterReason.Malformed, "single values beside 'channels'; use one of both");
        var intervalMicros = Math.Round((block.IntervalMs ?? 0) * 1000);
        if (block.IntervalMs is null && readings > 1) scratch.Fault(DeadLetterReason.MissingField, "'intervalMs' is missing in a block of several readings");
        else if (intervalMicros is < 0 or > uint.MaxValue || (readings > 1 && intervalMicros < 1))
            scratch.Fault(DeadLetterReason.LimitExceeded, $"intervalMs {block.IntervalMs}, allowed are 0.001 to 4,294,967");
        if (!sink.TryResolve(scratch, bytes, Math.Max(readings, 1), out var asset)) return;
        var first = scratch.TimeMicros!.Value;
        if (!sink.TimesAllowed(first, first + ((long)intervalMicros * (readings - 1)), out var reason, out detail))
        {
            sink.RejectScratch(reason, detail, bytes, readings);
            return;
        }
        var record = ToRecord(scratch, block, asset.Id.Value, readings, (uint)intervalMicros);
        var size = TelemetryCodecV1.GetSize(record);
        if (size > TelemetryCodecV1.MaxRecordBytes)
            sink.RejectScratch(DeadLetterReason.LimitExceeded, $"a block of {size:N0} bytes, allowed are {TelemetryCodecV1.MaxRecordBytes:N0}", bytes, readings);
        else
            sink.AddRecord(record);
    }

    private static TelemetryRecord ToRecord(ReadingScratch scratch, BlockScratch block, string asset, int readings, uint intervalMicros)
    {
        var record = new TelemetryRecord
        {
            Asset = asset,
            ReadingCount = readings,
            EventTimeUnixMicros = scratch.TimeMicros!.Value,
            IntervalMicros = readings > 1 ? intervalMicros : 0,
            Epoch = scratch.Epoch ?? 0,
            Sequence = scratch.Sequence ?? 0,
            Flags = RecordFlags.Block | (scratch.Sequence.HasValue ? RecordFlags.Sequenced : RecordFlags.None) | (scratch.Historical ? RecordFlags.Historical : RecordFlags.None),
        };
        block.CopyColumnsTo(record, scratch.Uncertain ? ChannelQuality.Uncertain : ChannelQuality.Good);
        foreach (var waveform in block.Waveforms)
            record.Waveforms.Add(waveform.StartUnixMicros != long.MinValue ? waveform : waveform with { StartUnixMicros = record.EventTimeUnixMicros });
        return record;
    }

    /// <summary>A fault of grammar: says whether the text ended too early, held a non-finite number, or is malformed, and where.</summary>
    private static void RejectRest(ReadOnlySpan<byte> payload, long consumed, ref PayloadSink sink)
    {
        var at = (int)Math.Min(consumed, payload.Length);
        var rest = payload[at..].TrimStart(" \t\r\n,:"u8);
        at = payload.Length - rest.Length;
        var (reason, detail) = (DeadLetterReason.Malformed, $"not JSON from byte {at} on");
        if (rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8))
            (reason, detail) = (DeadLetterReason.NotFinite, $"NaN or infinity at byte {at}: JSON numbers are finite, send null for a missing value");
        else if (EndsTooEarly(payload))
            (reason, detail) = (DeadLetterReason.Truncated, $"the JSON text ends at byte {payload.Length} before it is complete");
        sink.Reject(reason, detail, sink.SourceAsset.IsEmpty ? sink.Batch.Scratch.Asset : sink.SourceAsset, payload);
    }

    private static bool EndsTooEarly(ReadOnlySpan<byte> payload)
    {
        var probe = new Utf8JsonReader(payload, isFinalBlock: false, new JsonReaderState(Options()));
        try
        {
            while (probe.Read())
            {
                // Reads as far as the text goes; a fault of grammar throws, an end that comes too early does not.
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "an array",
        JsonTokenType.StartObject or JsonTokenType.EndObject => "an object",
        _ => type.ToString(),
    };
}
