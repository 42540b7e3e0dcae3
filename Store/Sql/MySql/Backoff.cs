using Polly;
using Polly.Retry;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// How long the engine waits before it asks a server again: 20 ms, doubled each time up to a second, spread at random so that the workers
/// of a lost server do not come back at the same moment.
/// </summary>
internal static class Backoff
{
    /// <param name="isRepeated">True for an outcome after which the same is tried again.</param>
    /// <param name="most">Most repetitions.</param>
    /// <param name="clock">Clock of the waits.</param>
    public static ResiliencePipeline<T> While<T>(Func<Outcome<T>, bool> isRepeated, int most, TimeProvider clock) =>
        new ResiliencePipelineBuilder<T> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<T>
        {
            ShouldHandle = attempt => ValueTask.FromResult(isRepeated(attempt.Outcome)),
            MaxRetryAttempts = most,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxDelay = TimeSpan.FromSeconds(1),
            UseJitter = true,
        }).Build();
}
