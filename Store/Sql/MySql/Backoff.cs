using Polly;
using Polly.Retry;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Retry delays towards a server: 20 ms, doubled each time up to a second, with jitter so that the workers
/// of a lost server do not all come back at once.
/// </summary>
internal static class Backoff
{
    /// <param name="isRepeated">True for an outcome that is retried.</param>
    /// <param name="most">Maximum retries.</param>
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
