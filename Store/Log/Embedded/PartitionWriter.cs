using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// The thread that writes a partition's entries to its files and starts its commits.
/// <para>Failure: disk errors are retried below it until the partition closes; anything else stops the partition, and every append reports
/// it.</para>
/// <para>Threading: one thread from <see cref="Start"/> until <see cref="Ended"/>; FasterLog's task completes commits
/// (<see cref="OnCommitted"/>).</para>
/// </summary>
internal sealed class PartitionWriter
{
    private const int StackBytes = 256 * 1024;

    private readonly PartitionSettings _settings;
    private readonly EntryLog _log;
    private readonly AppendQueue _appends;
    private readonly CommitPace _pace;
    private readonly CommitSignal _committed;
    private readonly PartitionLineage _lineage;
    private readonly RetryingWriter _disk;
    private readonly ILogger _logger;
    private readonly CancellationToken _closing;
    private readonly Action _onCommitted;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PartitionWriter(
        PartitionSettings settings, EntryLog log, AppendQueue appends, CommitPace pace, CommitSignal committed, PartitionLineage lineage,
        RetryingWriter disk, ILogger logger,
        CancellationToken closing)
    {
        (_settings, _log, _appends, _pace, _committed, _lineage, _disk, _logger, _closing) =
            (settings, log, appends, pace, committed, lineage, disk, logger, closing);
        _onCommitted = OnCommitted;
    }

    /// <summary>Completes when the thread has ended, after the partition began to close.</summary>
    public Task Ended => _ended.Task;

    public void Start() => new Thread(Run, StackBytes) { IsBackground = true, Name = "log " + _settings.Name }.Start();

    private void Run()
    {
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                _pace.Wake.WaitOne(_pace.MillisecondsToCommit());
                _log.WritePending();
                if (_pace.MillisecondsToCommit() != 0 || !SaveLineage()) continue;
                _appends.StartCommit(_onCommitted);
                _log.WritePending();
            }
            _log.WritePending();
        }
        catch (Exception error)
        {
            // Top of the thread: nothing below is expected to throw, so the partition stops and reports it.
            Stop(error);
        }
        finally
        {
            _ended.SetResult();
        }
    }

    // False: the partition closed before the write succeeded.
    private bool SaveLineage() => _lineage.IsSaved || _disk.Run(_lineage.Save, static () => { });

    // FasterLog's task, after the commit file is synced. Nobody awaits it, so nothing may escape.
    private void OnCommitted()
    {
        try
        {
            if (_log.HasFailed) return; // closing: the partition fails waiting appends
            _appends.TakeDurable();
            _committed.Set();
            _appends.CompleteTaken();
        }
        catch (Exception error)
        {
            Stop(error);
        }
        finally
        {
            _pace.End();
        }
    }

    private void Stop(Exception error)
    {
        EmbeddedLogMessages.Stopped(_logger, _settings.Name, error);
        _appends.Stop(error as LogException ?? new LogException($"Log partition {_settings.Name} "
            + $"stopped: {error.Message}", isTransient: false, error));
    }
}
