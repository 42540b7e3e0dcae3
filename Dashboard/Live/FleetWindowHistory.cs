using System.Collections.Frozen;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// What a window showed in its last rounds, so that connections that come from one of them are sent only what differs. Threading: any.
/// </summary>
internal sealed class FleetWindowHistory
{
    private const int Kept = 64;
    private readonly Lock _lock = new();
    private readonly Queue<FleetWindowState> _states = new();

    /// <summary>Number of the last round in which the window was shown.</summary>
    public long LastRound { get; private set; }

    public void Add(FleetWindowState state)
    {
        lock (_lock)
        {
            if (_states.Count == Kept) _states.Dequeue();
            _states.Enqueue(state);
            LastRound = Math.Max(LastRound, state.Round);
        }
    }

    /// <summary>What it showed in a round; null when that is too long ago.</summary>
    public FleetWindowState? Find(long round)
    {
        lock (_lock) return _states.FirstOrDefault(s => s.Round == round);
    }
}

/// <summary>What a window showed in a round.</summary>
/// <param name="Round">Number of the round.</param>
/// <param name="Version">Version of the fleet.</param>
/// <param name="Assets">Drills shown.</param>
internal sealed record FleetWindowState(long Round, long Version, FrozenSet<string> Assets);
