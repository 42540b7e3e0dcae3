using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// One partition: its log and files (<see cref="EntryLog"/>, <see cref="RetainedSegments"/>), its appends (<see cref="AppendQueue"/>), and
/// the thread that commits them (<see cref="PartitionWriter"/>). It opens, recovers and closes them.
/// <para>Failure: a write that fails is retried until it succeeds; meanwhile waiting and new appends get a transient
/// <see cref="LogException"/> and memory stays bounded by <c>MaxBytesInFlight</c>. Queued records become durable once the disk works
/// again. Any other error stops the partition permanently, with a permanent exception. After kill -9 the commit file names the last
/// commit.</para>
/// <para>Threading: any; <see cref="ApplyRetention"/> by one caller at a time.</para>
/// </summary>
internal sealed class LogPartition : IStallListener, IAsyncDisposable
{
    private readonly PartitionSettings _settings;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly CommitSignal _committed = new();
    private readonly CommitPace _pace;
    private readonly EntryLog _log;
    private readonly RetainedSegments _segments;
    private readonly AppendQueue _appends;
    private readonly PartitionLineage _lineage;
    private readonly PartitionWriter _writer;

    private LogPartition(PartitionSettings settings, ISegmentStorage storage, AppendOperationPool operations, TimeProvider clock,
        ILogger logger)
    {
        (_settings, _logger) = (settings, logger);
        Directory.CreateDirectory(settings.Directory);
        _pace = new CommitPace(settings.CommitInterval);
        var disk = new RetryingWriter(this, _closing.Token);
        _log = new EntryLog(settings, storage, disk, _pace.Wake, clock);
        try
        {
            _segments = new RetainedSegments(settings, _log, logger);
            var isRecovered = _log.Recover();
            _appends = new AppendQueue(settings, _log, _pace, operations);
            if (isRecovered) CheckRecovered();
            _lineage = PartitionLineage.Open(settings, DurableUntil, logger);
            _writer = new PartitionWriter(settings, _log, _appends, _pace, _committed, _lineage, disk, logger, _closing.Token);
        }
        catch
        {
            ReleaseFiles();
            throw;
        }
    }

    /// <summary>First retained offset.</summary>
    public long BeginningOffset => _segments.Beginning;

    /// <summary>Offset after the last durable record.</summary>
    public long DurableUntil => _appends.DurableUntil;

    /// <summary>Identity of the log.</summary>
    public LogLineage Lineage => _lineage.Lineage;

    /// <summary>Paths and sizes.</summary>
    public PartitionSettings Settings => _settings;

    /// <summary>Records appended since the partition was opened.</summary>
    public long RecordsAppended => _appends.RecordsAppended;

    /// <summary>Bytes appended and not yet durable.</summary>
    public long BytesInFlight => _log.Tail - DurableUntil;

    /// <summary>True while the disk refuses writes.</summary>
    public bool IsStalled => _appends.IsStalled;

    /// <summary>Why appends fail now; null while they do not.</summary>
    public string? Complaint => _appends.Problem?.Message;

    /// <summary>Opens a partition and recovers it, or creates it.</summary>
    /// <exception cref="LogException">The partition is damaged.</exception>
    public static LogPartition Open(PartitionSettings settings, ISegmentStorage storage, AppendOperationPool operations, TimeProvider clock,
        ILogger logger)
    {
        var partition = new LogPartition(settings, storage, operations, clock, logger);
        partition._writer.Start();
        return partition;
    }

    /// <summary>Appends a record whose sizes the caller has checked; completes when it is durable.</summary>
    public ValueTask<LogPosition> AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        _appends.AppendAsync(key, value, untilDurable: true, cancellationToken);

    /// <summary>
    /// Like <see cref="AppendAsync"/>, but completes when the record is in the log's memory; <see cref="FlushAsync"/> waits for it.
    /// </summary>
    public ValueTask<LogPosition> EnqueueAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        _appends.AppendAsync(key, value, untilDurable: false, cancellationToken);

    /// <summary>Completes when everything queued so far is durable.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => _appends.FlushAsync(cancellationToken);

    /// <summary>Opens a reader; it holds only its own file handle.</summary>
    public PartitionReader OpenReader(long offset) => new(this, offset);

    /// <summary>
    /// A task that completes at the next commit (or close). Take it, then check <see cref="DurableUntil"/>, then await.
    /// </summary>
    public Task NextCommit() => _committed.Next();

    /// <summary>Removes files beyond the limits.</summary>
    /// <param name="retentionBytes">Minimum bytes to keep.</param>
    /// <param name="cutoffUnixMicros">A file is deleted if every record in it was appended before this.</param>
    public void ApplyRetention(long retentionBytes, long cutoffUnixMicros) =>
        _segments.Apply(DurableUntil, retentionBytes, cutoffUnixMicros);

    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_appends.IsClosed, typeof(ITelemetryLog));

    /// <summary>Flushes queued records and closes; records the disk still refuses are lost and logged.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_appends.TryClose()) return;
        try
        {
            await _appends.FlushQueuedAsync(CancellationToken.None);
        }
        catch (LogException error)
        {
            EmbeddedLogMessages.NotFlushed(_logger, _settings.Name, BytesInFlight, error);
        }
        await _closing.CancelAsync();
        _pace.Wake.Set();
        await _writer.Ended;
        _appends.FailAll(new LogException($"Log partition {_settings.Name} was closed.", isTransient: false));
        _committed.Set();
        ReleaseFiles();
    }

    void IStallListener.OnStalled(Exception error)
    {
        var stall = new LogException(
            $"Log partition {_settings.Name} cannot write to {_settings.Directory}: {error.Message} It keeps retrying; free space or "
                + "repair the disk.", isTransient: true, error);
        if (_appends.Stall(stall)) EmbeddedLogMessages.Stalled(_logger, _settings.Name, _settings.Directory, error);
    }

    void IStallListener.OnResumed()
    {
        _appends.Resume();
        EmbeddedLogMessages.Resumed(_logger, _settings.Name);
    }

    private void CheckRecovered()
    {
        _segments.Recover(DurableUntil);
        PartitionReader.VerifyLastPage(this, _log.NextOrdinal);
        EmbeddedLogMessages.Recovered(_logger, _settings.Name, BeginningOffset, DurableUntil, _log.NextOrdinal);
    }

    private void ReleaseFiles()
    {
        _log.Dispose();
        _pace.Dispose();
        _closing.Dispose();
    }
}
