using System.Buffers.Binary;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// Reads one partition from its files through the page cache, like Kafka: recent commits are still in memory, and a reader
/// that lags by hours affects nobody else, because readers share neither locks nor buffers with writers or each other.
/// <para>A reader whose next record was removed by retention continues at the beginning. Damage is thrown on every call and never
/// skipped.</para>
/// Steady state allocates nothing, except for records larger than one entry (a rented buffer).
/// </summary>
internal sealed class PartitionReader : ILogReader
{
    private const int PageBytes = PartitionSettings.PageBytes;
    private const long AnyOrdinal = -1;

    private readonly LogPartition _partition;
    private readonly long _skipUntil;
    private readonly SegmentBuffer _bytes;
    private readonly RecordAssembly _assembly = new();

    // Offset and ordinal of the next entry, and of the record it belongs to, to return to if reading fails half-way.
    private long _next;
    private long _nextOrdinal = AnyOrdinal;
    private long _record;
    private long _recordOrdinal = AnyOrdinal;
    private bool _disposed;

    public PartitionReader(LogPartition partition, long offset)
    {
        _partition = partition;
        _bytes = new SegmentBuffer(partition.Settings);
        var begin = partition.BeginningOffset;
        var durable = partition.DurableUntil;
        if (offset == durable || offset <= begin)
        {
            _next = Math.Max(offset, begin);
        }
        else
        {
            // Any offset may be requested, but entries can only be found from the start of a page: walk from there.
            _skipUntil = offset;
            _next = Math.Max(begin, Math.Min(offset, durable) / PageBytes * PageBytes);
        }
        _record = _next;
    }

    /// <inheritdoc/>
    public long Position => Math.Max(_record, _skipUntil);

    /// <summary>Reads the page with the end of the log, so that damage there is found on opening.</summary>
    public static void VerifyLastPage(LogPartition partition, long nextOrdinal)
    {
        var durable = partition.DurableUntil;
        if (durable == partition.BeginningOffset) return;
        var reader = new PartitionReader(partition, durable)
        {
            _next =
            Math.Max(partition.BeginningOffset, (durable - 1) / PageBytes * PageBytes)
        };
        try
        {
            while (reader._next < durable)
            {
                if (reader.TryLoadEntry(durable, out var frame)) reader.PassEntry(frame.Length, new EntryView(frame).Ordinal);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw reader.Damaged($"its end cannot be read: {error.Message}");
        }
        finally
        {
            reader.Dispose();
        }
        if (reader._nextOrdinal != nextOrdinal) throw reader.Damaged($"the last entry has ordinal {reader._nextOrdinal - 1}, expected "
            + $"{nextOrdinal - 1}");
    }

    /// <inheritdoc/>
    public int Read(LogBatch into, int maxBytes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _partition.ThrowIfClosed();
        var added = 0;
        while (true)
        {
            try
            {
                ReadDurable(into, maxBytes, ref added);
                return added;
            }
            catch (FileNotFoundException) when (_partition.BeginningOffset > _next)
            {
                // Retention has just removed the file: continue at the new beginning.
            }
            catch (Exception error) when (error is LogException or IOException or UnauthorizedAccessException)
            {
                ReturnToRecord();
                if (added > 0) return added; // what was read is complete; the next call hits the error again
                if (error is LogException) throw;
                throw new LogException($"Log partition {_partition.Settings.Name} cannot be read at offset {_next}: {error.Message}",
                    isTransient: true, error);
            }
        }
    }

    /// <inheritdoc/>
    public bool HasMore
    {
        get
        {
            _partition.ThrowIfClosed();
            return _partition.DurableUntil > Math.Max(_next, _skipUntil);
        }
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return HasMore ? ValueTask.CompletedTask : WaitForMoreAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Dispose()
    {
        _disposed = true;
        _bytes.Dispose();
        _assembly.Drop();
    }

    private async ValueTask WaitForMoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var advance = _partition.NextCommit();
            if (HasMore) return;
            await advance.WaitAsync(cancellationToken);
        }
    }

    private void ReadDurable(LogBatch into, int maxBytes, ref int added)
    {
        SkipTruncated();
        var durable = _partition.DurableUntil;
        while (_next < durable)
        {
            if (!TryLoadEntry(durable, out var frame)) continue;
            var entry = new EntryView(frame);
            if (entry.IsFirst)
            {
                if (added > 0 && into.Bytes + entry.KeyLength + entry.ValueLength > maxBytes) break;
                BeginRecord(entry.Ordinal);
            }
            if (Deliver(entry, into)) added++;
            PassEntry(frame.Length, entry.Ordinal);
            if (!entry.IsLast) continue;
            EndRecord();
            if (added > 0 && into.Bytes >= maxBytes) break;
        }
    }

    /// <summary>False at the unused end of a page, which is skipped.</summary>
    private bool TryLoadEntry(long durable, out ReadOnlySpan<byte> frame)
    {
        frame = default;
        var pageEnd = (_next / PageBytes + 1) * PageBytes;
        var limit = Math.Min(pageEnd, durable);
        var length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.Load(_next, EntryFrame.EngineHeaderBytes, durable));
        if (length == 0)
        {
            if (limit != pageEnd) throw Damaged("no entry where one was committed");
            if (_record == _next) _record = pageEnd;
            _next = pageEnd;
            return false;
        }
        if (length < EntryFrame.HeaderBytes || length > EntryFrame.MaxEntryBytes || _next + EntryFrame.Advance(length) > limit)
            throw Damaged($"an entry claims {length} bytes");
        frame = _bytes.Load(_next, EntryFrame.EngineHeaderBytes + length, durable)[EntryFrame.EngineHeaderBytes..];
        if (EntryView.Check(frame) is { } wrong) throw Damaged(wrong);
        var ordinal = new EntryView(frame).Ordinal;
        if (_nextOrdinal != AnyOrdinal && ordinal != _nextOrdinal) throw Damaged($"expected entry {_nextOrdinal}, found {ordinal}");
        return true;
    }

    private bool Deliver(EntryView entry, LogBatch into)
    {
        if (_record < _skipUntil) return false;
        if (entry.IsFirst && entry.IsLast)
        {
            into.Add(_record, entry.TimestampUnixMicros, entry.Key, entry.ValuePart);
            return true;
        }
        if (entry.IsFirst) _assembly.Begin(entry);
        // Fragments whose record starts before the beginning, or before the page where the walk began, are skipped.
        if (_assembly.IsEmpty) return false;
        if (!_assembly.TryAdd(entry)) throw Damaged("fragments disagree about the length of their record");
        if (!entry.IsLast) return false;
        into.Add(_record, entry.TimestampUnixMicros, _assembly.Key, _assembly.Value(entry.ValueLength));
        return true;
    }

    private void BeginRecord(long ordinal)
    {
        _assembly.Drop();
        _record = _next;
        _recordOrdinal = ordinal;
    }

    private void EndRecord()
    {
        _assembly.Drop();
        _record = _next;
        _recordOrdinal = _nextOrdinal;
    }

    private void PassEntry(int frameLength, long ordinal)
    {
        _next += EntryFrame.Advance(frameLength);
        _nextOrdinal = ordinal + 1;
    }

    private void ReturnToRecord()
    {
        _assembly.Drop();
        _next = _record;
        _nextOrdinal = _recordOrdinal;
        _bytes.Forget();
    }

    private void SkipTruncated()
    {
        var begin = _partition.BeginningOffset;
        if (_next >= begin) return;
        _assembly.Drop();
        _next = _record = begin;
        _nextOrdinal = _recordOrdinal = AnyOrdinal;
    }

    private LogException Damaged(string what) => _partition.Settings.DamagedAt(_next, what);
}
