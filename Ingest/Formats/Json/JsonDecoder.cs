using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Text;

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

    // Bytes of the payload that were passed on or refused.
    private int _done;

    public JsonDecoder() => _objects = new JsonObjectReader(_reading, _block);

    public void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink)
    {
        _reading.Clear(); // a syntax error must not be attributed to the previous payload
        _done = 0;
        var text = ForeignEncoding.TextOf(payload);
        var reader = new Utf8JsonReader(text, Options());
        try
        {
            while (reader.Read()) ReadTopLevel(ref reader, text, sink);
            if (_done == 0)
                sink.Reject(DeadLetterReason.NoValues, "the payload holds no JSON value; send an object or an array of objects", payload);
        }
        catch (JsonException)
        {
            var (reason, detail) = JsonSyntaxFault.Explain(text, (int)reader.BytesConsumed, reader.CurrentDepth, Options());
            RejectRest(reason, detail, text, sink);
        }
        catch (InvalidOperationException) // a string that is not valid UTF-8 or has an unpaired surrogate
        {
            var detail = $"text that is not valid UTF-8 near byte {reader.TokenStartIndex}; send UTF-8";
            RejectRest(DeadLetterReason.Malformed, detail, text, sink);
        }
    }

    private static JsonReaderOptions Options() => new() { MaxDepth = MaxDepth, AllowMultipleValues = true };

    private void ReadTopLevel(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, IPayloadSink sink)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ReadElement(ref reader, text, sink);
            return;
        }
        var start = (int)reader.TokenStartIndex;
        var elements = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; elements++) ReadElement(ref reader, text, sink);
        _done = (int)reader.BytesConsumed;
        if (elements == 0)
            sink.Reject(DeadLetterReason.NoValues, $"the array at byte {start} is empty; send objects in it", text[start.._done]);
    }

    private void ReadElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, IPayloadSink sink)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var found = JsonValue.Describe(reader.TokenType);
            reader.Skip();
            _done = (int)reader.BytesConsumed;
            sink.Reject(DeadLetterReason.WrongType, $"at byte {start}: expected an object or an array of objects, found {found}",
                text[start.._done]);
            return;
        }
        _reading.Clear();
        _block.Clear();
        _objects.Read(ref reader);
        _done = (int)reader.BytesConsumed;
        var bytes = text[start.._done];
        if (!_block.Present && _block.IntervalMs is not null)
            _reading.Fault(DeadLetterReason.Malformed, "'intervalMs' without 'channels': only a block has an interval");
        if (_block.Present) AddBlock(bytes, sink);
        else sink.Add(_reading, bytes);
        _reading.Clear();
    }

    private void AddBlock(ReadOnlySpan<byte> bytes, IPayloadSink sink)
    {
        var readings = _block.Check(_reading, out var intervalMicros);
        if (!sink.TryResolve(_reading, bytes, Math.Max(readings, 1), out var asset)) return;
        sink.Add(_block.ToRecord(_reading, asset, readings, intervalMicros), bytes);
    }

    private void RejectRest(DeadLetterReason reason, string detail, ReadOnlySpan<byte> text, IPayloadSink sink)
    {
        var rest = text[_done..].TrimStart(" \t\r\n,"u8);
        sink.Reject(reason, detail, _done == 0 || rest.IsEmpty ? text : rest, sink.SourceAsset.IsEmpty ? _reading.Asset : default);
    }
}
