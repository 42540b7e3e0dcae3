namespace Maintenance.Api.Tests.Alarms;

/// <summary>A clock that a test sets.</summary>
/// <param name="now">First time.</param>
/// <param name="hasTimers">False: no time passes for timers and stopwatches, so that only what the test does happens.</param>
internal sealed class SetClock(DateTime now, bool hasTimers = true) : TimeProvider
{
    public DateTime Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);

    public override long GetTimestamp() => hasTimers ? base.GetTimestamp() : 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => hasTimers
        ? base.CreateTimer(callback, state, dueTime, period)
        : base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
