using Polly;
using Polly.Retry;

namespace Maintenance.Scoring.Offsets;

/// <summary>The stage's retry policy: until cancelled, with jittered exponential backoff up to <see cref="MaxPause"/>.</summary>
internal static class Retries
{
    /// <summary>Longest pause: a log or store that has recovered is used again within it.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    /// <param name="firstPause">First pause, before jitter; later ones double.</param>
    /// <param name="handles">Which exceptions are retried; others propagate.</param>
    /// <param name="onRetry">Called for each failure with the exception, the pause before the next attempt, and the number of attempts so
    /// far.</param>
    /// <param name="clock">Clock for the pauses.</param>
    public static ResiliencePipeline Forever(TimeSpan firstPause, Func<Exception, bool> handles, Action<Exception, TimeSpan, int> onRetry,
        TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } error && handles(error)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = firstPause,
            MaxDelay = MaxPause,
            OnRetry = args =>
            {
                onRetry(args.Outcome.Exception!, args.RetryDelay, args.AttemptNumber + 1);
                return ValueTask.CompletedTask;
            },
        }).Build();
}
