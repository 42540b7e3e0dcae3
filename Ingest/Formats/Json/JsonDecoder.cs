using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>
/// Telemetry as JSON (<c>docs/formats/telemetry-json.md</c>): one object, an array of objects, or objects one after the other (NDJSON).
/// Read token by token, without a document in memory. Objects before a syntax error are accepted; the rest is one dead letter.
/// </summary>
internal sealed class JsonDecoder : IPayloadDecoder
{
    private const int MaxDepth = 8;

    private readonly ReadingBuilder _reading = new();
    private readonly JsonBlock _block = new();
    private readonly JsonObjectReader _objects;

    public JsonDecoder() => _objects = new JsonObjectReader(_reading, _block);

    public void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink)
    {
        _reading.Clear(); // a syntax error must not be attributed to the previous payload
        if (payload.StartsWith("\uFEFF"u8)) payload = payload[3..];
        var reader = new Utf8JsonReader(payload, Options());
        try
        {
            var any = false;
            while (reader.Read())
            {
                any = true;
                ReadTopLevel(ref reader, payload, sink);
            }
            if (!any) sink.Reject(DeadLetterReason.NoValues, "the payload holds no JSON value", payload);
        }
        catch (JsonException)
        {
            RejectRest(payload, reader.BytesConsumed, sink);
        }
        catch (InvalidOperationException) // a string that is not valid UTF-8 or has an unpaired surrogate
        {
            sink.Reject(DeadLetterReason.Malformed, $"text that is not valid UTF-8 near byte {reader.TokenStartIndex}", payload);
        }
    }

    private static JsonReaderOptions Options() => new() { MaxDepth = MaxDepth, AllowMultipleValues = true };

    private void ReadTopLevel(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, IPayloadSink sink)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadElement(ref reader, payload, sink);
            return;
        }
        ReadElement(ref reader, payload, sink);
    }

    private void ReadElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, IPayloadSink sink)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            sink.Reject(
                DeadLetterReason.WrongType, $"at byte {start}: expected an object or an array of objects, "
                    + $"found {JsonValue.Describe(reader.TokenType)}",
                payload[start..(int)reader.BytesConsumed]);
            return;
        }
        _reading.Clear();
        _block.Clear();
        _objects.Read(ref reader);
        var bytes = payload[start..(int)reader.BytesConsumed];
        if (_block.Present) AddBlock(bytes, sink);
        else sink.Add(_reading, bytes);
    }

    private void AddBlock(ReadOnlySpan<byte> bytes, IPayloadSink sink)
    {
        var readings = _block.Check(_reading, out var intervalMicros);
        if (!sink.TryResolve(_reading, bytes, Math.Max(readings, 1), out var asset)) return;
        sink.Add(_block.ToRecord(_reading, asset, readings, intervalMicros), bytes);
    }

    /// <summary>A syntax error: reports whether the text was truncated, held a non-finite number, or is malformed, and where.</summary>
    private void RejectRest(ReadOnlySpan<byte> payload, long consumed, IPayloadSink sink)
    {
        var at = (int)Math.Min(consumed, payload.Length);
        var rest = payload[at..].TrimStart(" \t\r\n,:"u8);
        at = payload.Length - rest.Length;
        var (reason, detail) = (DeadLetterReason.Malformed, $"invalid JSON from byte {at}");
        if (rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8))
            (reason, detail) = (DeadLetterReason.NotFinite,
                $"NaN or infinity at byte {at}: JSON numbers are finite, send null for a missing value");
        else if (EndsTooEarly(payload))
            (reason, detail) = (DeadLetterReason.Truncated, $"the JSON text ends at byte {payload.Length} before it is complete");
        sink.Reject(reason, detail, payload, sink.SourceAsset.IsEmpty ? _reading.Asset : default);
    }

    private static bool EndsTooEarly(ReadOnlySpan<byte> payload)
    {
        var probe = new Utf8JsonReader(payload, isFinalBlock: false, new JsonReaderState(Options()));
        try
        {
            while (probe.Read())
            {
                // Reads as far as the text goes; a syntax error throws, a premature end does not.
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
