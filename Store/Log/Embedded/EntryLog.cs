using System.Buffers.Binary;
using System.Numerics;
using FASTER.core;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// A partition's FasterLog over its files: recovers it, writes records as entries, commits them.
/// <para>Failure: writes are retried below it (<see cref="RetryingWriter"/>); what was abandoned because the partition closed is in no
/// commit (<see cref="HasFailed"/>). <see cref="Recover"/> detects damage, and the partition does not open.</para>
/// <para>Threading: <see cref="Write"/> and <see cref="StartCommit"/> by whoever holds the partition's gate, so that entries of a record
/// are contiguous and a commit never falls between them; <see cref="WritePending"/> by the writer thread; reads of <see cref="Tail"/> by
/// any.</para>
/// <para>Steady state: writing allocates nothing; a commit allocates about 1 KB.</para>
/// </summary>
internal sealed class EntryLog : IDisposable
{
    private const int CookieBytes = 16;

    private readonly PartitionSettings _settings;
    private readonly TimeProvider _clock;
    private readonly CommitFile _commits;
    private readonly SegmentDevice _device;
    private readonly FasterLog _log;
    private long _tail = PartitionSettings.FirstOffset;
    private long _nextOrdinal;
    private long _lastTimestamp;

    /// <exception cref="LogException">The commit file is damaged.</exception>
    public EntryLog(PartitionSettings settings, ISegmentStorage storage, RetryingWriter writer, EventWaitHandle wake, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        _commits = CommitFile.Open(settings, storage, writer);
        _device = new SegmentDevice(settings, storage, writer, wake);
        _log = new FasterLog(new FasterLogSettings
        {
            LogDevice = _device,
            LogCommitManager = _commits,
            PageSize = PartitionSettings.PageBytes,
            MemorySize = BufferBytes(settings.MaxBytesInFlight),
            SegmentSize = settings.SegmentBytes,
            LogChecksum = LogChecksumType.None, // entries carry their own CRC-32C; FasterLog's is an XOR of words
            TryRecoverLatest = false,           // it would swallow every error and start an empty log
        });
    }

    /// <summary>Offset of the next record.</summary>
    public long Tail => Volatile.Read(ref _tail);

    /// <summary>Ordinal of the next entry.</summary>
    public long NextOrdinal => _nextOrdinal;

    /// <summary>First offset retained by the recovered commit.</summary>
    public long Beginning => Math.Max(_log.BeginAddress, PartitionSettings.FirstOffset);

    /// <summary>True if a commit was abandoned because the partition closed while the disk refused it.</summary>
    public bool HasFailed => _commits.HasFailed;

    /// <summary>Recovers the last commit.</summary>
    /// <returns>False in a new partition.</returns>
    /// <exception cref="LogException">The files do not match the commit.</exception>
    public bool Recover()
    {
        if (_commits.RecoveredUntilAddress is not { } committed) return false;
        // recovery reads its last page
        if (committed > PartitionSettings.FirstOffset) _settings.RequireSegment((committed - 1) / _settings.SegmentBytes);
        try
        {
            _log.Recover();
        }
        catch (Exception error) when (error is FasterException or IOException or ArgumentException)
        {
            throw _settings.Damaged($"its commit file and its segments contradict each other ({error.Message.TrimEnd('.')})");
        }
        if (_log.CommittedUntilAddress != committed || _log.TailAddress != committed || _log.RecoveredCookie
            is not { Length: CookieBytes } cookie)
            throw _settings.Damaged($"the commit file says {committed}, but FasterLog recovered {_log.CommittedUntilAddress} with "
                + $"tail {_log.TailAddress}");
        _tail = committed;
        _nextOrdinal = BinaryPrimitives.ReadInt64LittleEndian(cookie);
        _lastTimestamp = BinaryPrimitives.ReadInt64LittleEndian(cookie.AsSpan(8));
        return true;
    }

    /// <summary>Writes a record at the tail, in as many entries as it needs.</summary>
    public LogPosition Write(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        // Never backwards, so that retention by age need only check a file's first entry.
        _lastTimestamp = Math.Max(_lastTimestamp, UnixMicros.Now(_clock));
        var first = 0L;
        var written = 0;
        var flags = EntryFlags.First;
        do
        {
            var part = value.Slice(written, Math.Min(value.Length - written, EntryFrame.MaxPayloadBytes - key.Length));
            if (written + part.Length == value.Length) flags |= EntryFlags.Last;
            var entry = new EntryFrame(flags, _nextOrdinal, _lastTimestamp, key, part, value.Length, written);
            var offset = _log.Enqueue(entry);
            if (written == 0) first = offset;
            _nextOrdinal++;
            _tail = offset + EntryFrame.Advance(entry.SerializedLength);
            written += part.Length;
            flags = EntryFlags.None;
            key = ReadOnlyMemory<byte>.Empty;
        }
        while (written < value.Length);
        return new LogPosition(_settings.Partition, first, _tail);
    }

    /// <summary>Starts a commit of everything written. FasterLog completes it in its own task, once the commit file is synced.</summary>
    public void StartCommit(Action onCommitted)
    {
        var cookie = new byte[CookieBytes];
        BinaryPrimitives.WriteInt64LittleEndian(cookie, _nextOrdinal);
        BinaryPrimitives.WriteInt64LittleEndian(cookie.AsSpan(8), _lastTimestamp);
        if (!_log.CommitStrongly(out var until, out _, spinWait: false, cookie, callback: onCommitted) || until != _tail)
            throw new LogException($"Log partition {_settings.Name}: asked to commit until {_tail}, FasterLog committed until {until}.",
                isTransient: false);
    }

    /// <summary>Writes and syncs what FasterLog has passed to its device.</summary>
    public void WritePending() => _device.WritePending();

    /// <summary>Moves the beginning with the next commit.</summary>
    public void TruncateUntil(long begin) => _log.TruncateUntil(begin);

    public void Dispose()
    {
        _log.Dispose();
        _device.Dispose();
        _commits.Dispose();
    }

    // Three pages more than may be in flight, so FasterLog's buffer is never full and Enqueue never waits.
    private static long BufferBytes(long maxBytesInFlight) =>
        (long)BitOperations.RoundUpToPowerOf2((ulong)(maxBytesInFlight + 3 * PartitionSettings.PageBytes));
}
