using System.Collections.Concurrent;
using Maintenance.Api.Fleet;
using Maintenance.Core.Time;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// Moments that all connections share. Connections come when their interval has passed, each at a time of its own; those that come
/// within one moment, have seen the same and may see the same are sent the same bytes, written once. Threading: any.
/// </summary>
internal sealed class FleetRounds(LiveFleet fleet, TimeProvider clock)
{
    /// <summary>Least length of a moment: what it may add to the age of a change.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(25);

    // A large fleet takes milliseconds to rank: at most a tenth of the time.
    private const int RestPerWork = 10;
    private const int RoundsKept = 1024;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<FleetWindow, FleetWindowHistory> _histories = new();
    private FleetRound? _current;
    private long _began;
    private long _workTicks;
    private long _number;

    /// <summary>The present moment.</summary>
    public FleetRound Current
    {
        get
        {
            lock (_lock)
            {
                var rest = TimeSpan.FromTicks(RestPerWork * Interlocked.Read(ref _workTicks));
                if (_current is not null && clock.GetElapsedTime(_began) < (rest > Length ? rest : Length)) return _current;
                Interlocked.Exchange(ref _workTicks, 0);
                _began = clock.GetTimestamp();
                if (++_number % RoundsKept == 0) Forget();
                // The version is read before the states, so that a change in between is sent twice rather than never.
                return _current = new FleetRound(fleet, this, _number, fleet.Version, UnixMicros.Now(clock));
            }
        }
    }

    /// <summary>What a window showed in its last rounds.</summary>
    public FleetWindowHistory HistoryOf(FleetWindow window) => _histories.GetOrAdd(window, static _ => new FleetWindowHistory());

    /// <summary>Does work that lengthens the present moment.</summary>
    public T Timed<T>(Func<T> work)
    {
        var started = clock.GetTimestamp();
        var result = work();
        Interlocked.Add(ref _workTicks, clock.GetElapsedTime(started).Ticks);
        return result;
    }

    private void Forget()
    {
        foreach (var (window, history) in _histories)
            if (history.LastRound < _number - RoundsKept) _histories.TryRemove(window, out _);
    }
}
