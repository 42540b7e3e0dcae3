using Microsoft.Win32.SafeHandles;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Bytes of a partition's files by offset, read ahead. Threading: its reader's. Steady state allocates nothing.</summary>
internal sealed class SegmentBuffer(PartitionSettings settings) : IDisposable
{
    private const int BufferBytes = 2 * EntryFrame.MaxEntryBytes;

    private byte[] _buffer = [];
    private long _start;
    private int _buffered;
    private SafeFileHandle? _file;
    private long _fileSegment = -1;

    /// <summary>The bytes at an offset, from the buffer or else from the file; valid until the next call.</summary>
    /// <param name="offset">Where they begin; they must not extend beyond its file.</param>
    /// <param name="bytes">Count; at most <see cref="EntryFrame.MaxEntryBytes"/>.</param>
    /// <param name="durable">End of the log: nothing beyond it is read.</param>
    /// <exception cref="Core.Ports.LogException">The file ends before them.</exception>
    /// <exception cref="IOException">The file cannot be read or does not exist.</exception>
    public ReadOnlySpan<byte> Load(long offset, int bytes, long durable)
    {
        if (offset < _start || offset + bytes > _start + _buffered) Fill(offset, bytes, durable);
        return _buffer.AsSpan((int)(offset - _start), bytes);
    }

    /// <summary>Discards the buffer, whose content may be corrupt.</summary>
    public void Forget()
    {
        _buffered = 0;
        CloseFile();
    }

    public void Dispose() => CloseFile();

    private void Fill(long offset, int bytes, long durable)
    {
        var segment = offset / settings.SegmentBytes;
        if (segment != _fileSegment || _file is null) OpenFile(segment);
        if (_buffer.Length == 0) _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
        var wanted = (int)Math.Min(_buffer.Length, Math.Min(durable, (segment + 1) * settings.SegmentBytes) - offset);
        _buffered = 0;
        _start = offset;
        _buffered = SegmentRead.Fill(_file!, _buffer.AsSpan(0, Math.Max(wanted, 0)), offset - segment * settings.SegmentBytes);
        if (_buffered < bytes) throw settings.DamagedAt(offset, $"its file ends {bytes - _buffered} bytes too early");
    }

    private void OpenFile(long segment)
    {
        CloseFile();
        _file = File.OpenHandle(settings.SegmentPath(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _fileSegment = segment;
    }

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
    }
}
