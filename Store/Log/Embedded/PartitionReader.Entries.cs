using System.Buffers;
using System.Buffers.Binary;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <content>Walking entries: pages, fragments, continuity.</content>
internal sealed partial class PartitionReader
{
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
            Advance(frame.Length, entry.Ordinal);
            if (!entry.IsLast) continue;
            EndRecord();
            if (added > 0 && into.Bytes >= maxBytes) break;
        }
    }

    /// <summary>False at the unused end of a page, which is then skipped.</summary>
    private bool TryLoadEntry(long durable, out ReadOnlySpan<byte> frame)
    {
        frame = default;
        var pageEnd = (_next / PageBytes + 1) * PageBytes;
        var limit = Math.Min(pageEnd, durable);
        var length = BinaryPrimitives.ReadInt32LittleEndian(Load(EntryFrame.EngineHeaderBytes, durable));
        if (length == 0)
        {
            if (limit != pageEnd) throw Damaged("there is no entry where one was committed");
            if (_record == _next) _record = pageEnd;
            _next = pageEnd;
            return false;
        }
        if (length < EntryFrame.HeaderBytes || length > EntryFrame.MaxEntryBytes || _next + EntryFrame.Advance(length) > limit)
            throw Damaged($"an entry claims {length} bytes");
        frame = Load(EntryFrame.EngineHeaderBytes + length, durable)[EntryFrame.EngineHeaderBytes..];
        if (EntryView.Check(frame) is { } wrong) throw Damaged(wrong);
        var ordinal = new EntryView(frame).Ordinal;
        if (_nextOrdinal != AnyOrdinal && ordinal != _nextOrdinal) throw Damaged($"entry {_nextOrdinal} was expected, {ordinal} was found");
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
        if (entry.IsFirst)
        {
            _assembly = ArrayPool<byte>.Shared.Rent(entry.KeyLength + entry.ValueLength);
            _assemblyKeyLength = entry.KeyLength;
            entry.Key.CopyTo(_assembly);
        }
        // Fragments of a record whose first part lies before the beginning, or before the page where the walk began, belong to nobody.
        if (_assembly is null) return false;
        if (_assemblyKeyLength + entry.ValueLength > _assembly.Length) throw Damaged("fragments disagree about the length of their record");
        entry.ValuePart.CopyTo(_assembly.AsSpan(_assemblyKeyLength + entry.ValueOffset));
        if (!entry.IsLast) return false;
        into.Add(_record, entry.TimestampUnixMicros, _assembly.AsSpan(0, _assemblyKeyLength), _assembly.AsSpan(_assemblyKeyLength, entry.ValueLength));
        return true;
    }

    private void BeginRecord(long ordinal)
    {
        DropAssembly();
        _record = _next;
        _recordOrdinal = ordinal;
    }

    private void EndRecord()
    {
        DropAssembly();
        _record = _next;
        _recordOrdinal = _nextOrdinal;
    }

    private void Advance(int frameLength, long ordinal)
    {
        _next += EntryFrame.Advance(frameLength);
        _nextOrdinal = ordinal + 1;
    }

    private void ReturnToRecord()
    {
        DropAssembly();
        _next = _record;
        _nextOrdinal = _recordOrdinal;
        _buffered = 0; // what was read may be what was wrong
        CloseFile();
    }

    private void SkipTruncated()
    {
        var begin = _partition.BeginningOffset;
        if (_next >= begin) return;
        DropAssembly();
        _next = _record = begin;
        _nextOrdinal = _recordOrdinal = AnyOrdinal;
    }

    private void DropAssembly()
    {
        if (_assembly is null) return;
        ArrayPool<byte>.Shared.Return(_assembly);
        _assembly = null;
    }

    /// <summary>The next bytes, from the buffer or else from the file.</summary>
    private ReadOnlySpan<byte> Load(int bytes, long durable)
    {
        if (_next < _bufferStart || _next + bytes > _bufferStart + _buffered) Fill(bytes, durable);
        return _buffer.AsSpan((int)(_next - _bufferStart), bytes);
    }

    private void Fill(int bytes, long durable)
    {
        var settings = _partition.Settings;
        var segment = _next / settings.SegmentBytes;
        if (segment != _fileSegment || _file is null) OpenFile(segment);
        if (_buffer.Length == 0) _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
        var wanted = (int)Math.Min(_buffer.Length, Math.Min(durable, (segment + 1) * settings.SegmentBytes) - _next);
        _buffered = 0;
        _bufferStart = _next;
        _buffered = SegmentRead.Fill(_file!, _buffer.AsSpan(0, Math.Max(wanted, 0)), _next - segment * settings.SegmentBytes);
        if (_buffered < bytes) throw Damaged($"its file ends {bytes - _buffered} bytes too early");
    }

    private void OpenFile(long segment)
    {
        CloseFile();
        _file = File.OpenHandle(_partition.Settings.SegmentPath(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _fileSegment = segment;
    }

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
    }

    private LogException Damaged(string what) => new(
        $"Log partition {_partition.Settings.Name} is damaged at offset {_next} (file {_partition.Settings.SegmentPath(_next / _partition.Settings.SegmentBytes)}): {what}. " +
        "Nothing after it is delivered. Restore the folder from a backup.",
        isTransient: false);
}
