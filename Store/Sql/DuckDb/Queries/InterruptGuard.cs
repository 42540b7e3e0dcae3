using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Interrupts a connection's statement at a time limit or on cancellation, repeatedly until disposed: the engine drops an interrupt that
/// arrives between two native calls. After <see cref="Dispose"/> none is sent, so the connection can be reused.
/// </summary>
internal sealed class InterruptGuard : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly NativeConnection _connection;
    private readonly ITimer _timer;
    private readonly ITimer? _watch;
    private readonly long _mostBytes;
    private readonly CancellationTokenRegistration _registration;
    private bool _ended;

    /// <summary>Starts watching.</summary>
    /// <param name="connection">Connection to interrupt.</param>
    /// <param name="limit">Time limit, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="clock">Clock of the limit.</param>
    /// <param name="cancellationToken">The caller's cancellation.</param>
    /// <param name="mayGrowBytes">
    /// By how much the process may grow meanwhile; 0: any. Some of the engine's aggregates allocate outside its memory limit.
    /// </param>
    public InterruptGuard(NativeConnection connection, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken,
        long mayGrowBytes = 0)
    {
        _connection = connection;
        _timer = clock.CreateTimer(static state => ((InterruptGuard)state!).Interrupt(), this, limit, Again);
        if (mayGrowBytes > 0)
        {
            _mostBytes = Environment.WorkingSet + mayGrowBytes;
            _watch = clock.CreateTimer(static state => ((InterruptGuard)state!).CheckMemory(), this, Watch, Watch);
        }
        _registration = cancellationToken.Register(static state => ((InterruptGuard)state!)._timer.Change(TimeSpan.Zero, Again), this);
    }

    /// <summary>True if the limit passed or the caller cancelled.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>True if the statement was interrupted because ingest needed its memory.</summary>
    public bool IsEndedForMemory { get; private set; }

    /// <summary>Interrupts the statement because ingest needs its memory; any thread.</summary>
    public void EndForMemory()
    {
        lock (_gate)
        {
            if (_ended) return;
            IsEndedForMemory = true;
            _timer.Change(TimeSpan.Zero, Again);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate) _ended = true;
        _timer.Dispose();
        _watch?.Dispose();
    }

    private void CheckMemory()
    {
        if (Environment.WorkingSet > _mostBytes) EndForMemory();
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (_ended) return;
            IsInterrupted = true;
            _connection.Interrupt();
        }
    }
}
