using System.Buffers;
using System.Text.Json;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>
/// Writes a committed batch's acknowledgements (<c>docs/formats/acknowledgement.md</c>): one message per asset and epoch, ranges sorted
/// and merged. Threading: one user at a time.
/// </summary>
internal sealed class AcknowledgementWriter
{
    // About 40 bytes per range: messages stay below 64 KiB.
    private const int MaxRanges = 1000;

    private static readonly Comparison<SequenceRange> ByAssetEpochKindSequence = (a, b) =>
    {
        var order = string.CompareOrdinal(a.Asset, b.Asset);
        if (order == 0) order = a.Epoch.CompareTo(b.Epoch);
        if (order == 0) order = Nullable.Compare(a.Rejected, b.Rejected);
        return order != 0 ? order : a.First.CompareTo(b.First);
    };

    private readonly List<SequenceRange> _sorted = [];
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>Calls <paramref name="publish"/> for each message, in turn; the bytes are valid until it completes.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<SequenceRange> ranges, Func<string, ReadOnlyMemory<byte>, ValueTask> publish)
    {
        _sorted.Clear();
        _sorted.AddRange(ranges);
        _sorted.Sort(ByAssetEpochKindSequence);
        Join();
        for (var from = 0; from < _sorted.Count;)
        {
            var to = from + 1;
            while (to < _sorted.Count && to - from < MaxRanges && _sorted[to].Epoch == _sorted[from].Epoch
                && string.Equals(_sorted[to].Asset, _sorted[from].Asset, StringComparison.Ordinal)) to++;
            _buffer.ResetWrittenCount();
            Write(from, to);
            await publish(_sorted[from].Asset, _buffer.WrittenMemory);
            from = to;
        }
    }

    private void Join()
    {
        var kept = 0;
        for (var i = 1; i < _sorted.Count; i++)
        {
            var (last, next) = (_sorted[kept], _sorted[i]);
            if (next.First <= last.Last + 1 && next.Epoch == last.Epoch && next.Rejected == last.Rejected
                && string.Equals(next.Asset, last.Asset, StringComparison.Ordinal))
                _sorted[kept] = last with { Last = Math.Max(last.Last, next.Last) };
            else
                _sorted[++kept] = next;
        }
        if (_sorted.Count > 0) _sorted.RemoveRange(kept + 1, _sorted.Count - kept - 1);
    }

    private void Write(int from, int to)
    {
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        json.WriteNumber("epoch"u8, _sorted[from].Epoch);
        WriteRanges(json, "ranges"u8, from, to, rejected: false);
        for (var i = from; i < to; i++)
        {
            if (_sorted[i].Rejected is null) continue;
            WriteRanges(json, "rejected"u8, i, to, rejected: true);
            break;
        }
        json.WriteEndObject();
    }

    private void WriteRanges(Utf8JsonWriter json, ReadOnlySpan<byte> name, int from, int to, bool rejected)
    {
        json.WriteStartArray(name);
        for (var i = from; i < to; i++)
        {
            var range = _sorted[i];
            if (range.Rejected.HasValue != rejected) continue;
            json.WriteStartArray();
            json.WriteNumberValue(range.First);
            json.WriteNumberValue(range.Last);
            if (range.Rejected is { } reason) json.WriteStringValue(DeadLetterReasons.Text(reason));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
