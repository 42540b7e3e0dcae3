using Microsoft.Win32.SafeHandles;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Ordinary files through the page cache, synced by fdatasync.</summary>
internal sealed class FileSegmentStorage : ISegmentStorage
{
    public static FileSegmentStorage Instance { get; } = new();

    public ISegmentFile OpenForWrite(string path, bool sync)
    {
        var isNew = !File.Exists(path);
        var file = new FileSegment(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite
            | FileShare.Delete));
        if (isNew && sync) FileSync.SyncDirectory(Path.GetDirectoryName(path)!);
        return file;
    }

    private sealed class FileSegment(SafeFileHandle handle) : ISegmentFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long position) => RandomAccess.Write(handle, bytes, position);

        public void Sync() => FileSync.SyncData(handle);

        public void Dispose() => handle.Dispose();
    }
}
