using Maintenance.Core.Assets;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// What <see cref="TelemetryIngestor.Decode"/> made of one or more payloads and <see cref="TelemetryIngestor.CommitAsync"/> appends with
/// one flush: encoded records and dead letters in one reusable arena. Steady state allocates nothing for records of codec V1.
/// Threading: one owner at a time, who clears it before the next use.
/// </summary>
public sealed class IngestBatch : IAppendBatch
{
    private const int MaxKeptArena = 32 * 1024 * 1024;
    private const int MaxKeptRuns = 4096;

    private static readonly byte[] NoAssetKey = "-"u8.ToArray();

    private readonly List<Entry> _entries = [];
    private readonly List<SequenceRange> _ranges = [];
    private readonly List<IngestRejection> _rejections = [];
    private readonly Dictionary<string, ReadingRun> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _refused = [];
    private readonly Dictionary<PayloadFormat, IPayloadDecoder> _decoders = [];
    private byte[] _arena = new byte[64 * 1024];
    private int _used;

    internal IngestBatch(AssetRegistry assets, IngestMetrics metrics, DeadLetterQuota quota) =>
        Sink = new PayloadSink(this, assets, metrics, quota);

    /// <summary>Bytes waiting to be appended.</summary>
    public int Bytes => _used;

    /// <summary>Readings accepted so far; durable only after <see cref="TelemetryIngestor.CommitAsync"/>.</summary>
    public long Accepted { get; internal set; }

    /// <summary>Readings rejected so far.</summary>
    public long Rejected { get; private set; }

    /// <summary>What was rejected, and why.</summary>
    public IReadOnlyList<IngestRejection> Rejections => _rejections;

    /// <summary>Numbered readings that need not be sent again once the batch is committed.</summary>
    public IReadOnlyList<SequenceRange> Ranges => _ranges;

    /// <summary>Receives the decoders' output.</summary>
    internal PayloadSink Sink { get; }

    internal int EntryCount => _entries.Count;

    /// <summary>When its first payload arrived from the network, if the source recorded it.</summary>
    internal DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>When decoding of its first payload began.</summary>
    internal DateTimeOffset DecodedFrom { get; private set; }

    /// <summary>True once the receive and decode spans of its records were written.</summary>
    internal bool IsTraced { get; set; }

    /// <summary>Entries the log refused permanently, and why.</summary>
    internal IReadOnlyDictionary<int, string> Refused => _refused;

    int IAppendBatch.Count => _entries.Count;

    /// <summary>Removes everything; keeps the memory (up to a limit).</summary>
    public void Clear()
    {
        _entries.Clear();
        _ranges.Clear();
        _rejections.Clear();
        _refused.Clear();
        Sink.Clear();
        foreach (var run in _runs.Values) run.Clear();
        if (_runs.Count > MaxKeptRuns) _runs.Clear();
        if (_arena.Length > MaxKeptArena) _arena = new byte[64 * 1024];
        _used = 0;
        Accepted = Rejected = 0;
        (ReceivedAt, DecodedFrom, IsTraced) = (null, default, false);
    }

    /// <summary>The result so far, copied out of the batch.</summary>
    public IngestResult ToResult() => new(Accepted, Rejected, [.. _rejections], [.. _ranges]);

    /// <summary>Records when a payload arrived from the network; the earliest counts.</summary>
    internal void Received(DateTimeOffset at)
    {
        if (ReceivedAt is null || at < ReceivedAt) ReceivedAt = at;
    }

    /// <summary>Records that decoding of a payload begins.</summary>
    internal void BeginDecoding(DateTimeOffset at)
    {
        if (DecodedFrom == default) DecodedFrom = at;
    }

    internal bool IsDeadLetter(int entry) => _entries[entry].DeadLetter;

    string IAppendBatch.Topic(int index) => Topic(index);

    ReadOnlyMemory<byte> IAppendBatch.Key(int index) => Key(index);

    ReadOnlyMemory<byte> IAppendBatch.Value(int index) => Value(index);

    void IAppendBatch.Refuse(int index, string reason) => _refused[index] = reason;

    internal string Topic(int entry) => _entries[entry].DeadLetter ? Topics.DeadLetter : Topics.Telemetry;

    internal ReadOnlyMemory<byte> Key(int entry)
    {
        if (!_entries[entry].DeadLetter) return TelemetryCodecV1.AssetOf(Value(entry));
        var asset = DeadLetterCodecV1.AssetOf(Value(entry));
        return asset.IsEmpty ? NoAssetKey : asset;
    }

    internal ReadOnlyMemory<byte> Value(int entry) => _arena.AsMemory(_entries[entry].Start, _entries[entry].Length);

    /// <summary>Space for a record at the end of the arena, not yet part of the batch; the next call returns the same space.</summary>
    internal Span<byte> Reserve(int bytes)
    {
        if (_arena.Length - _used < bytes)
            Array.Resize(ref _arena, (int)Math.Min(Math.Max(2L * _arena.Length, (long)_used + bytes), Array.MaxLength));
        return _arena.AsSpan(_used, bytes);
    }

    /// <summary>This batch's decoder for a format.</summary>
    internal IPayloadDecoder DecoderOf(PayloadFormat format)
    {
        if (_decoders.TryGetValue(format, out var decoder)) return decoder;
        decoder = format.CreateDecoder();
        _decoders.Add(format, decoder);
        return decoder;
    }

    /// <summary>Makes the reserved bytes part of the batch.</summary>
    internal void Keep(int bytes, bool deadLetter)
    {
        _entries.Add(new Entry(_used, bytes, deadLetter));
        // Records start at multiples of 8, so that float and time columns are aligned.
        _used += (bytes + 7) & ~7;
        if (_used > _arena.Length) Array.Resize(ref _arena, _used);
    }

    internal void AddRange(in SequenceRange range)
    {
        if (_ranges.Count > 0 && _ranges[^1] is var last && last.Last + 1 == range.First && last.Epoch == range.Epoch && last.Rejected
            == range.Rejected
            && string.Equals(last.Asset, range.Asset, StringComparison.Ordinal))
            _ranges[^1] = last with { Last = range.Last };
        else
            _ranges.Add(range);
    }

    /// <summary>Turns readings that had been accepted into rejected ones.</summary>
    internal void Reject(in IngestRejection rejection, in SequenceRange? numbers)
    {
        Accepted -= rejection.Readings;
        if (numbers is { } refused)
        {
            for (var i = _ranges.Count - 1; i >= 0; i--)
                if (_ranges[i] is { Rejected: null } range && range.Epoch == refused.Epoch
                    && string.Equals(range.Asset, refused.Asset, StringComparison.Ordinal)) Cut(i, refused);
            _ranges.Add(refused);
        }
        AddRejection(rejection, listed: true);
    }

    private void Cut(int index, in SequenceRange without)
    {
        var range = _ranges[index];
        if (range.Last < without.First || range.First > without.Last) return;
        _ranges.RemoveAt(index);
        if (range.First < without.First) _ranges.Add(range with { Last = without.First - 1 });
        if (range.Last > without.Last) _ranges.Add(range with { First = without.Last + 1 });
    }

    internal void AddRejection(in IngestRejection rejection, bool listed)
    {
        Rejected += rejection.Readings;
        if (listed) _rejections.Add(rejection);
    }

    internal ReadingRun RunOf(string asset)
    {
        if (_runs.TryGetValue(asset, out var run)) return run;
        run = new ReadingRun(asset);
        _runs.Add(asset, run);
        return run;
    }

    /// <summary>The runs that hold readings. The caller clears the runs it turned into records.</summary>
    internal IEnumerable<ReadingRun> OpenRuns()
    {
        foreach (var run in _runs.Values)
            if (run.Count > 0) yield return run;
    }

    private readonly record struct Entry(int Start, int Length, bool DeadLetter);
}
