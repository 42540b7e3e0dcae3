using Maintenance.Core.Time;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>A clock that shows simulated time; timers and stopwatches run in real time. Threading: any.</summary>
internal sealed class SimulatedClock(long startUnixMicros) : TimeProvider
{
    private long _now = startUnixMicros;

    /// <summary>Sets the time; never back.</summary>
    public void MoveTo(long unixMicros) => Volatile.Write(ref _now, Math.Max(_now, unixMicros));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(UnixMicros.ToUtc(Volatile.Read(ref _now)));
}
