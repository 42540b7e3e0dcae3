using System.Buffers.Binary;
using System.Diagnostics;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <content>Group commit: one at a time, started by the writer thread.</content>
internal sealed partial class LogPartition
{
    private const int CookieBytes = 16;

    // Measured on two cores: a commit costs 0.2-0.4 ms of CPU (two syncs and the wake-ups around them), however little it carries.
    // So records that no append or flush waits for are committed a little later. Where somebody waits no pause helps: what comes while a commit
    // runs shares the next one, and a pause of 1 ms halved the rate of publishers that have few messages under way (decision 0014).
    private static readonly TimeSpan UnawaitedInterval = TimeSpan.FromMilliseconds(20);

    private readonly Action _onCommitted;
    private readonly List<AppendOperation> _completing = [];
    private volatile bool _dirty;
    private volatile bool _hurry;
    private volatile bool _awaited;
    private volatile bool _committing;
    private long _committingUntil;
    private long _lastCommitStart;
    private TaskCompletionSource? _advanced;

    /// <summary>A task that completes at the next commit (or close). Take it, then look at <see cref="DurableUntil"/>, then await.</summary>
    public Task NextAdvance()
    {
        var current = Volatile.Read(ref _advanced);
        if (current is not null) return current.Task;
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _advanced, created, null) ?? created).Task;
    }

    private void WakeReaders() => Interlocked.Exchange(ref _advanced, null)?.TrySetResult();

    // Gate held.
    private void MarkDirty()
    {
        if (!_dirty)
        {
            _dirty = true;
            _wake.Set();
        }
        if (_tail - _durable > _settings.MaxBytesInFlight / 2) HurryCommit();
    }

    // Gate held. Someone waits for the next commit: shortens the pause before it.
    private void AwaitCommit()
    {
        if (_awaited) return;
        _awaited = true;
        _wake.Set();
    }

    // Gate held. Ends the pause between commits: someone waits for room, or soon will.
    private void HurryCommit()
    {
        if (_hurry) return;
        _hurry = true;
        _wake.Set();
    }

    private void RunWriter()
    {
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                _wake.WaitOne(MillisecondsToCommit());
                _device.WritePending();
                if (MillisecondsToCommit() != 0 || !SaveLineage()) continue;
                StartCommit();
                _device.WritePending();
            }
            _device.WritePending();
        }
        catch (Exception error)
        {
            // Top of the thread: nothing below is expected to throw, so the partition stops and says so.
            Fail(error);
        }
        finally
        {
            _writerEnded.SetResult();
        }
    }

    // False: the partition closed before the disk took it.
    private bool SaveLineage() => _lineage.IsSaved || _writer.Run(_lineage.Save, static () => { });

    // Real time, not the injected clock: this paces the disk; no record carries it.
    private int MillisecondsToCommit()
    {
        if (!_dirty || _committing) return Timeout.Infinite;
        var interval = _awaited || _settings.CommitInterval > UnawaitedInterval ? _settings.CommitInterval : UnawaitedInterval;
        var rest = interval - Stopwatch.GetElapsedTime(_lastCommitStart);
        return _hurry || rest <= TimeSpan.Zero ? 0 : (int)Math.Ceiling(rest.TotalMilliseconds);
    }

    private void StartCommit()
    {
        var cookie = new byte[CookieBytes];
        lock (_gate)
        {
            _lastCommitStart = Stopwatch.GetTimestamp();
            _dirty = false;
            _hurry = false;
            _awaited = false;
            _committing = true;
            _committingUntil = _tail;
            BinaryPrimitives.WriteInt64LittleEndian(cookie, _nextOrdinal);
            BinaryPrimitives.WriteInt64LittleEndian(cookie.AsSpan(8), _lastTimestamp);
            if (!_log.CommitStrongly(out var until, out _, spinWait: false, cookie, callback: _onCommitted) || until != _tail)
                throw new LogException($"Log partition {_settings.Name}: asked to commit until {_tail}, FasterLog took {until}.", isTransient: false);
        }
    }

    // FasterLog's task, after the commit file is synced. Nobody awaits it, so nothing may escape.
    private void OnCommitted()
    {
        try
        {
            if (_commits.HasFailed) return; // closing: DisposeAsync fails those who wait
            lock (_gate)
            {
                Volatile.Write(ref _durable, _committingUntil);
                while (_undurable.TryPeek(out var operation) && operation.Position.NextOffset <= _durable) _completing.Add(_undurable.Dequeue());
                AdmitWaiting();
            }
            WakeReaders();
            foreach (var operation in _completing) operation.Complete();
            _completing.Clear();
        }
        catch (Exception error)
        {
            Fail(error);
        }
        finally
        {
            _committing = false;
            _wake.Set();
        }
    }

    // Gate held.
    private void AdmitWaiting()
    {
        while (_waiting.TryPeek(out var operation))
        {
            if (operation.IsCompleted)
            {
                _waiting.Dequeue().Release(); // cancelled
                continue;
            }
            if (operation.HasRecord)
            {
                if (!HasRoom(operation.Key.Length, operation.Value.Length)) break;
                operation.Position = Write(operation.Key, operation.Value);
                operation.DropRecord();
            }
            else
            {
                operation.Position = new LogPosition(_settings.Partition, _tail, _tail); // a flush
            }
            _waiting.Dequeue();
            if (operation.UntilDurable && operation.Position.NextOffset > _durable)
            {
                _undurable.Enqueue(operation);
                AwaitCommit();
            }
            else
            {
                _completing.Add(operation);
            }
        }
        if (_waiting.Count > 0) HurryCommit();
    }
}
