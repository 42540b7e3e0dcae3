using System.Text;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Store-and-forward outbox of all drills of a simulator: numbers readings without gaps, keeps records until they are acknowledged and,
/// with a directory, survives kill -9 with its epoch, numbering and unacknowledged records. Bounded: when full it accepts no more and
/// the drills measure later. Threading: owned by the agent's loop.
/// </summary>
internal sealed class Outbox : IDisposable
{
    private readonly AssetOutbox[] _assets;
    private readonly OutboxJournal? _journal;
    private readonly long _maxBytes;

    private Outbox(AssetOutbox[] assets, OutboxJournal? journal, long maxBytes, long epoch)
    {
        _assets = assets;
        _journal = journal;
        _maxBytes = maxBytes;
        Epoch = epoch;
    }

    /// <summary>Stream epoch of all its drills, fixed for the life of the outbox.</summary>
    public long Epoch { get; private set; }

    public IReadOnlyList<AssetOutbox> Assets => _assets;

    /// <summary>Bytes of records held.</summary>
    public long Bytes { get; private set; }

    public bool IsFull => Bytes >= _maxBytes;

    /// <summary>Opens an outbox.</summary>
    /// <param name="assets">Asset ids, by index.</param>
    /// <param name="directory">Directory that persists it, or null for memory only.</param>
    /// <param name="maxBytes">Maximum bytes of records held.</param>
    /// <param name="newEpoch">Epoch to use if the outbox is new.</param>
    /// <param name="segmentBytes">Size at which a journal file is closed.</param>
    /// <exception cref="InvalidDataException">The journal is damaged or belongs to another fleet.</exception>
    public static Outbox Open(IReadOnlyList<string> assets, string? directory, long maxBytes, long newEpoch, long segmentBytes = 16 << 20)
    {
        var queues = assets.Select(a => new AssetOutbox(a)).ToArray();
        if (directory is null) return new Outbox(queues, journal: null, maxBytes, newEpoch);
        var journal = new OutboxJournal(directory, segmentBytes);
        try
        {
            var outbox = new Outbox(queues, journal, maxBytes, newEpoch);
            outbox.Recover(directory);
            journal.Begin(outbox.WriteAccount());
            return outbox;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Numbers a record and keeps it; overwrites its epoch and sequence.</summary>
    public void Add(int asset, TelemetryRecord record)
    {
        var queue = _assets[asset];
        record.Epoch = Epoch;
        record.Sequence = queue.Next;
        record.Flags |= RecordFlags.Sequenced;
        var bytes = TelemetryCodecV1.Encode(record);
        if (_journal is { IsSegmentFull: true }) _journal.Begin(WriteAccount());
        _journal?.Append(OutboxJournal.Frame.Record, bytes);
        queue.Next += record.ReadingCount;
        Keep(queue, OutboxEntry.FromRecord(bytes, _journal?.Segment ?? -1));
    }

    /// <summary>Notes that a range of readings is durable or was permanently rejected.</summary>
    /// <returns>Number of records this settles.</returns>
    public int Settle(int asset, long first, long last, bool rejected)
    {
        var queue = _assets[asset];
        queue.Covered.Add(first, last);
        var settled = Settle(queue, queue.InFlight, last, rejected) + Settle(queue, queue.Unsent, last, rejected);
        if (settled > 0)
        {
            var lowest = long.MaxValue;
            foreach (var entry in queue.InFlight) lowest = Math.Min(lowest, entry.First);
            foreach (var entry in queue.Unsent) lowest = Math.Min(lowest, entry.First);
            queue.Covered.ForgetBelow(Math.Min(lowest, queue.Next));
        }
        return settled;
    }

    /// <summary>Requeues everything sent but not acknowledged, in order, ahead of the rest.</summary>
    public void Requeue()
    {
        foreach (var queue in _assets)
        {
            foreach (var entry in queue.InFlight.OrderByDescending(e => e.First))
            {
                entry.MarkHistorical();
                queue.Unsent.AddFirst(entry);
            }
            queue.InFlight.Clear();
        }
    }

    public void Dispose() => _journal?.Dispose();

    private int Settle(AssetOutbox queue, LinkedList<OutboxEntry> list, long last, bool rejected)
    {
        var settled = 0;
        for (var node = list.First; node is not null;)
        {
            var next = node.Next;
            var entry = node.Value;
            if (entry.First <= last && queue.Covered.Contains(entry.First, entry.Last))
            {
                list.Remove(node);
                Account(queue, entry.Readings, rejected);
                Bytes -= entry.Record.Length;
                settled++;
                if (_journal is not null)
                {
                    _journal.AppendSettled(queue.Asset, entry.First, entry.Last, rejected);
                    _journal.CountUnsettled(entry.Segment, -1);
                }
            }
            node = next;
        }
        return settled;
    }

    private static void Account(AssetOutbox queue, long readings, bool rejected)
    {
        if (rejected) queue.RejectedReadings += readings;
        else queue.AcknowledgedReadings += readings;
    }

    private void Keep(AssetOutbox queue, OutboxEntry entry)
    {
        queue.Unsent.AddLast(entry);
        Bytes += entry.Record.Length;
        _journal?.CountUnsettled(entry.Segment, +1);
    }

    private void Recover(string directory)
    {
        var byId = _assets.ToDictionary(a => a.Asset, StringComparer.Ordinal);
        var held = new Dictionary<(string Asset, long First), OutboxEntry>();
        var order = new List<(string Asset, long First)>();
        _journal!.Replay((kind, frame, segment) =>
        {
            switch (kind)
            {
                case OutboxJournal.Frame.Account:
                    ReadAccount(frame.AsSpan(1), byId, directory);
                    break;
                case OutboxJournal.Frame.Record:
                    var record = frame.AsSpan(1).ToArray();
                    if (TelemetryRecordView.TryDecode(record, out var view) != DecodeStatus.Ok)
                        throw new InvalidDataException($"Outbox '{directory}' holds a record that is not valid codec V1.");
                    var entry = OutboxEntry.FromRecord(record, segment);
                    var key = (Encoding.ASCII.GetString(view.AssetUtf8), entry.First);
                    Known(byId, key.Item1, directory).Next = Math.Max(byId[key.Item1].Next, entry.Last + 1);
                    held[key] = entry;
                    order.Add(key);
                    break;
                case OutboxJournal.Frame.Settled:
                    var settled = OutboxJournal.ReadSettled(frame);
                    held.Remove((settled.Asset, settled.First));
                    // Counted from the frame itself: the record's segment may already be deleted, once everything in it was settled.
                    Account(Known(byId, settled.Asset, directory), settled.Last - settled.First + 1, settled.Rejected);
                    break;
            }
        });
        foreach (var key in order)
        {
            if (!held.Remove(key, out var entry)) continue;
            // It may have been sent before the process ended.
            entry.MarkHistorical();
            Keep(byId[key.Asset], entry);
        }
    }

    private byte[] WriteAccount()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        writer.Write(Epoch);
        writer.Write(_assets.Length);
        foreach (var queue in _assets)
        {
            writer.Write(queue.Asset);
            writer.Write(queue.Next);
            writer.Write(queue.AcknowledgedReadings);
            writer.Write(queue.RejectedReadings);
        }
        writer.Flush();
        return stream.ToArray();
    }

    private void ReadAccount(ReadOnlySpan<byte> bytes, Dictionary<string, AssetOutbox> byId, string directory)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()), Encoding.ASCII);
            Epoch = reader.ReadInt64();
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                var queue = Known(byId, reader.ReadString(), directory);
                queue.Next = Math.Max(queue.Next, reader.ReadInt64());
                queue.AcknowledgedReadings = reader.ReadInt64();
                queue.RejectedReadings = reader.ReadInt64();
            }
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            throw new InvalidDataException($"Outbox '{directory}' holds an account of its drills that ends early: delete the folder to "
                + "discard its unacknowledged records.", error);
        }
    }

    private static AssetOutbox Known(Dictionary<string, AssetOutbox> byId, string asset, string directory) =>
        byId.TryGetValue(asset, out var queue)
        ? queue
        : throw new InvalidDataException($"Outbox '{directory}' holds data of drill {asset}, which is not in this fleet: use the same "
            + "Simulator:Assets, or another Simulator:OutboxDirectory.");
}
