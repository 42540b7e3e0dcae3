using System.Buffers.Binary;
using FASTER.core;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// FasterLog's commit metadata in one file of two slots, written alternately and synced: a torn write damages only the slot being written,
/// and the other still holds the previous commit, after which nothing was acknowledged. Nothing to purge, and opening reads 8 KiB.
/// Layout: <c>docs/formats/embedded-log.md</c>. Threading: FasterLog calls one at a time.
/// </summary>
internal sealed class CommitFile : ILogCommitManager
{
    private const uint Magic = 0x3143_4C4D; // "MLC1"
    private const int SlotBytes = 4096;
    private const int HeaderBytes = 32;

    private readonly PartitionSettings _settings;
    private readonly ISegmentStorage _storage;
    private readonly RetryingWriter _writer;
    private readonly byte[] _slot = new byte[SlotBytes];
    private readonly Action _writeSlot;
    private readonly Action _closeFile;
    private readonly List<Commit> _recovered = [];
    private ISegmentFile? _file;
    private long _position;
    private int _length;

    private CommitFile(PartitionSettings settings, ISegmentStorage storage, RetryingWriter writer)
    {
        _settings = settings;
        _storage = storage;
        _writer = writer;
        _writeSlot = WriteSlot;
        _closeFile = Close;
    }

    /// <summary>The last commit found on opening; null in a new partition.</summary>
    public long? RecoveredUntilAddress => _recovered.Count == 0 ? null : _recovered[0].UntilAddress;

    /// <summary>True if a commit was abandoned because the partition closed while the disk refused it.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Opens the file, or creates it in a partition that has no records yet.</summary>
    /// <exception cref="LogException">Neither slot can be read although there were commits.</exception>
    public static CommitFile Open(PartitionSettings settings, ISegmentStorage storage, RetryingWriter writer)
    {
        var file = new CommitFile(settings, storage, writer);
        if (File.Exists(settings.CommitPath)) file.Recover(File.ReadAllBytes(settings.CommitPath));
        else if (settings.ListSegments() is { Length: > 0 } segments)
            throw settings.Damaged($"there are {segments.Length} segment files but no commit file");
        else file.Create();
        return file;
    }

    /// <inheritdoc/>
    void ILogCommitManager.Commit(long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata)
    {
        var slot = _slot.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(slot, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(slot[8..], commitNum);
        BinaryPrimitives.WriteInt64LittleEndian(slot[16..], untilAddress);
        BinaryPrimitives.WriteInt32LittleEndian(slot[24..], commitMetadata.Length);
        commitMetadata.CopyTo(slot[HeaderBytes..]);
        _length = HeaderBytes + commitMetadata.Length;
        _position = (commitNum & 1) * SlotBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(slot[4..], Crc32C.Compute(slot[8.._length]));
        // Must not throw: FasterLog runs it in a task nobody awaits. An abandoned commit is never acknowledged (PartitionWriter checks
        // HasFailed).
        if (!_writer.Run(_writeSlot, _closeFile)) HasFailed = true;
    }

    byte[]? ILogCommitManager.GetCommitMetadata(long commitNum) => _recovered.Find(c => c.Number == commitNum)?.Metadata;

    IEnumerable<long> ILogCommitManager.ListCommits() => _recovered.Select(c => c.Number);

    void ILogCommitManager.RemoveCommit(long commitNum)
    {
    }

    void ILogCommitManager.RemoveAllCommits()
    {
    }

    void ILogCommitManager.OnRecovery(long commitNum)
    {
    }

    public void Dispose() => Close();

    private void Create()
    {
        _length = SlotBytes;
        for (_position = 0; _position < 2 * SlotBytes; _position += SlotBytes) WriteSlot();
    }

    private void WriteSlot()
    {
        _file ??= _storage.OpenForWrite(_settings.CommitPath, _settings.Fsync);
        _file.Write(_slot.AsSpan(0, _length), _position);
        if (_settings.Fsync) _file.Sync();
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private void Recover(byte[] bytes)
    {
        var touched = 0;
        for (var at = 0; at + SlotBytes <= bytes.Length; at += SlotBytes)
        {
            var slot = bytes.AsSpan(at, SlotBytes);
            if (slot.IndexOfAnyExcept((byte)0) < 0) continue;
            touched++;
            var length = BinaryPrimitives.ReadInt32LittleEndian(slot[24..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(slot) != Magic || length is < 0 or > SlotBytes - HeaderBytes) continue;
            if (Crc32C.Compute(slot[8..(HeaderBytes + length)]) != BinaryPrimitives.ReadUInt32LittleEndian(slot[4..])) continue;
            _recovered.Add(new Commit(
                BinaryPrimitives.ReadInt64LittleEndian(slot[8..]), BinaryPrimitives.ReadInt64LittleEndian(slot[16..]),
                slot.Slice(HeaderBytes, length).ToArray()));
        }
        // One slot torn and the other empty: the very first commit was interrupted, and nothing had been acknowledged.
        if (_recovered.Count == 0 && touched == 2) throw _settings.Damaged("neither slot of its commit file is valid");
        _recovered.Sort((a, b) => b.Number.CompareTo(a.Number));
    }

    private sealed record Commit(long Number, long UntilAddress, byte[] Metadata);
}
