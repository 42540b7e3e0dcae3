using System.Buffers.Binary;
using FASTER.core;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// One partition: a FasterLog, its files, and the thread that writes and commits them.
/// <para>Failure: a write that fails is retried until it succeeds; meanwhile waiting and new appends get a transient
/// <see cref="LogException"/> and memory stays bounded by <c>MaxBytesInFlight</c>. What was queued becomes durable once the disk works again.
/// Anything else that goes wrong stops the partition for good, with a permanent one. After kill -9 the commit file names the last commit.</para>
/// <para>Threading: appends from any thread, serialised by the gate, so that entries of one record are contiguous, a commit never falls between
/// them, and offsets ascend with ordinals. One writer thread writes, syncs and starts commits; FasterLog's task ends them (<see cref="OnCommitted"/>).</para>
/// <para>Steady state: appending allocates nothing; a commit allocates about 1 KB.</para>
/// </summary>
internal sealed partial class LogPartition : IStallListener, IAsyncDisposable
{
    private const int WriterStackBytes = 256 * 1024;

    private readonly PartitionSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AppendOperationPool _operations;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly CancellationTokenSource _closing = new();
    private readonly SegmentDevice _device;
    private readonly CommitFile _commits;
    private readonly RetryingWriter _writer;
    private readonly FasterLog _log;
    private readonly TaskCompletionSource _writerEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _gate = new();
    private readonly Queue<AppendOperation> _waiting = new();
    private readonly Queue<AppendOperation> _undurable = new();
    private long _tail;
    private long _durable;
    private long _begin;
    private long _nextOrdinal;
    private long _lastTimestamp;
    private LogException? _stall;
    private LogException? _failure;
    private bool _closed;
    private PartitionLineage _lineage = null!; // from Open on

    private LogPartition(PartitionSettings settings, ISegmentStorage storage, AppendOperationPool operations, TimeProvider time, ILogger logger)
    {
        _settings = settings;
        _operations = operations;
        _time = time;
        _logger = logger;
        _onCommitted = OnCommitted;
        Directory.CreateDirectory(settings.Directory);
        _writer = new RetryingWriter(this, _closing.Token);
        _commits = CommitFile.Open(settings, storage, _writer);
        _device = new SegmentDevice(settings, storage, _writer, _wake);
        _log = new FasterLog(new FasterLogSettings
        {
            LogDevice = _device,
            LogCommitManager = _commits,
            PageSize = PartitionSettings.PageBytes,
            MemorySize = BufferBytes(settings.MaxBytesInFlight),
            SegmentSize = settings.SegmentBytes,
            LogChecksum = LogChecksumType.None, // entries carry their own CRC-32C; FasterLog's is an XOR of words
            TryRecoverLatest = false,           // it would swallow every error and begin an empty log
        });
    }

    /// <summary>First retained offset.</summary>
    public long BeginningOffset => Volatile.Read(ref _begin);

    /// <summary>Offset after the last durable record.</summary>
    public long DurableUntil => Volatile.Read(ref _durable);

    /// <summary>Which log it is.</summary>
    public LogLineage Lineage => _lineage.Lineage;

    /// <summary>Files and sizes.</summary>
    public PartitionSettings Settings => _settings;

    /// <summary>Records appended since the partition was opened.</summary>
    public long RecordsAppended { get; private set; }

    /// <summary>Bytes appended and not yet durable.</summary>
    public long BytesInFlight => Volatile.Read(ref _tail) - DurableUntil;

    /// <summary>True while the disk refuses what is written.</summary>
    public bool IsStalled => _stall is not null || _failure is not null;

    /// <summary>Opens a partition and recovers it, or creates it.</summary>
    /// <exception cref="LogException">The partition is damaged.</exception>
    public static LogPartition Open(PartitionSettings settings, ISegmentStorage storage, AppendOperationPool operations, TimeProvider time, ILogger logger)
    {
        var partition = new LogPartition(settings, storage, operations, time, logger);
        try
        {
            partition.Recover();
            partition._lineage = PartitionLineage.Open(settings, partition._durable, logger);
        }
        catch
        {
            partition.ReleaseFiles();
            throw;
        }
        new Thread(partition.RunWriter, WriterStackBytes) { IsBackground = true, Name = "log " + settings.Name }.Start();
        return partition;
    }

    /// <summary>Opens a reader; it holds nothing of the partition but its own file handle.</summary>
    public PartitionReader OpenReader(long offset) => new(this, offset);

    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed), typeof(ITelemetryLog));

    /// <summary>Flushes what is queued and closes; records that the disk still refuses are lost, which is logged.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closed) return;
            Volatile.Write(ref _closed, true);
        }
        try
        {
            await FlushQueuedAsync(CancellationToken.None);
        }
        catch (LogException error)
        {
            LogMessages.NotFlushed(_logger, _settings.Name, _tail - DurableUntil, error);
        }
        await _closing.CancelAsync();
        _wake.Set();
        await _writerEnded.Task;
        FailAll(new LogException($"Log partition {_settings.Name} was closed.", isTransient: false));
        WakeReaders();
        ReleaseFiles();
    }

    void IStallListener.OnStalled(Exception error)
    {
        bool isNew;
        lock (_gate)
        {
            isNew = _stall is null;
            _stall ??= new LogException(
                $"Log partition {_settings.Name} cannot write to {_settings.Directory}: {error.Message} It keeps trying; make space or repair the disk.",
                isTransient: true, error);
        }
        if (!isNew) return;
        LogMessages.Stalled(_logger, _settings.Name, _settings.Directory, error);
        FailAll(_stall);
    }

    void IStallListener.OnResumed()
    {
        lock (_gate) _stall = null;
        LogMessages.Resumed(_logger, _settings.Name);
    }

    private static long BufferBytes(long maxBytesInFlight) =>
        (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(maxBytesInFlight + 3 * PartitionSettings.PageBytes));

    private void Recover()
    {
        if (_commits.RecoveredUntilAddress is not { } committed)
        {
            _tail = _durable = _begin = PartitionSettings.FirstOffset;
            return;
        }
        if (committed > PartitionSettings.FirstOffset) RequireSegment((committed - 1) / _settings.SegmentBytes); // recovery reads its last page
        _log.Recover();
        if (_log.CommittedUntilAddress != committed || _log.TailAddress != committed || _log.RecoveredCookie is not { Length: CookieBytes } cookie)
            throw Damaged($"the commit file says {committed}, recovered was {_log.CommittedUntilAddress} with tail {_log.TailAddress}");
        _tail = _durable = committed;
        _nextOrdinal = BinaryPrimitives.ReadInt64LittleEndian(cookie);
        _lastTimestamp = BinaryPrimitives.ReadInt64LittleEndian(cookie.AsSpan(8));
        RecoverBeginning();
        PartitionReader.VerifyLastPage(this, _nextOrdinal);
        LogMessages.Recovered(_logger, _settings.Name, _begin, _durable, _nextOrdinal);
    }

    private LogException Damaged(string what) =>
        new($"Log partition {_settings.Name} in {_settings.Directory} is damaged: {what}. Restore the folder from a backup, or move it away to begin an empty partition, and tell scoring so (maintenance offsets list says how).", isTransient: false);

    private void Fail(Exception error)
    {
        LogException failure;
        lock (_gate)
        {
            _failure ??= error as LogException ?? new LogException($"Log partition {_settings.Name} stopped: {error.Message}", isTransient: false, error);
            failure = _failure;
        }
        LogMessages.Stopped(_logger, _settings.Name, error);
        FailAll(failure);
    }

    private void FailAll(LogException error)
    {
        AppendOperation[] failed;
        lock (_gate)
        {
            failed = [.. _waiting, .. _undurable];
            _waiting.Clear();
            _undurable.Clear();
        }
        foreach (var operation in failed) operation.Fail(new LogException(error.Message, error.IsTransient, error.InnerException));
    }

    private void ReleaseFiles()
    {
        _log.Dispose();
        _device.Dispose();
        _commits.Dispose();
        _wake.Dispose();
        _closing.Dispose();
    }
}
