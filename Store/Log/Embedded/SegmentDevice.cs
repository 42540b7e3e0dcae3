using System.Collections.Concurrent;
using FASTER.core;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// FasterLog's storage: one file per segment, written only by the partition's writer thread, each batch synced before FasterLog is
/// notified.
/// <para>Failure: a failed write or sync is retried with the whole batch (after a failed fsync the page cache cannot be trusted), while
/// FasterLog keeps the bytes; FasterLog gets the error only if the partition closes meanwhile.</para>
/// <para>Threading: <see cref="WriteAsync"/> from any thread; <see cref="WritePending"/> and <see cref="Dispose"/> from the writer thread
/// or after it has ended.</para>
/// </summary>
internal sealed class SegmentDevice : StorageDeviceBase
{
    private const uint SectorBytes = 512;
    private const uint WriteFailed = 5; // any non-zero code; FasterLog only reports it

    private readonly PartitionSettings _settings;
    private readonly ISegmentStorage _storage;
    private readonly RetryingWriter _writer;
    private readonly EventWaitHandle _wake;
    private readonly ConcurrentQueue<PendingWrite> _pending = new();
    private readonly List<PendingWrite> _batch = [];
    private readonly SortedDictionary<int, ISegmentFile> _files = [];
    private readonly Action _writeBatch;
    private readonly Action _closeFiles;

    public SegmentDevice(PartitionSettings settings, ISegmentStorage storage, RetryingWriter writer, EventWaitHandle wake)
        : base(Path.Combine(settings.Directory, "log"), SectorBytes, Devices.CAPACITY_UNSPECIFIED)
    {
        _settings = settings;
        _storage = storage;
        _writer = writer;
        _wake = wake;
        _writeBatch = WriteBatch;
        _closeFiles = CloseFiles;
    }

    public override void WriteAsync(nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite,
        DeviceIOCompletionCallback callback, object context)
    {
        _pending.Enqueue(new PendingWrite(sourceAddress, segmentId, (long)destinationAddress, (int)numBytesToWrite, callback, context));
        _wake.Set();
    }

    /// <summary>Writes and syncs queued writes, then notifies FasterLog.</summary>
    public void WritePending()
    {
        while (_pending.TryDequeue(out var write)) _batch.Add(write);
        if (_batch.Count == 0) return;
        var error = _writer.Run(_writeBatch, _closeFiles) ? 0 : WriteFailed;
        foreach (var write in _batch) write.Callback(error, (uint)write.Bytes, write.Context);
        _batch.Clear();
    }

    /// <summary>Used only by recovery, which reads the last page. Readers open their own files.</summary>
    public override unsafe void ReadAsync(int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength,
        DeviceIOCompletionCallback callback, object context)
    {
        var destination = new Span<byte>((void*)destinationAddress, (int)readLength);
        using (var file = File.OpenHandle(
            _settings.SegmentPath(segmentId), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            var read = SegmentRead.Fill(file, destination, (long)sourceAddress);
            destination[read..].Clear(); // FasterLog reads whole pages; the file ends with the last commit
        }
        callback(0, readLength, context);
    }

    /// <summary>
    /// Retention deletes files itself (<see cref="RetainedSegments"/>): it must work even while the disk is full and nothing can be
    /// committed.
    /// </summary>
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) => callback(result);

    public override void Dispose() => CloseFiles();

    private unsafe void WriteBatch()
    {
        foreach (var write in _batch)
        {
            if (!_files.TryGetValue(write.Segment, out var file))
                _files[write.Segment] = file = _storage.OpenForWrite(_settings.SegmentPath(write.Segment), _settings.Fsync);
            file.Write(new ReadOnlySpan<byte>((void*)write.Source, write.Bytes), write.Position);
        }
        if (_settings.Fsync)
        {
            foreach (var file in _files.Values) file.Sync();
        }
        while (_files.Count > 1) CloseFirst();
    }

    private void CloseFirst()
    {
        var (segment, file) = _files.First();
        file.Dispose();
        _files.Remove(segment);
    }

    private void CloseFiles()
    {
        while (_files.Count > 0) CloseFirst();
    }

    private readonly record struct PendingWrite(nint Source, int Segment, long Position, int Bytes, DeviceIOCompletionCallback Callback,
        object Context);
}
