using Polly;
using Polly.Retry;

namespace Maintenance.Scoring.Offsets;

/// <summary>How this stage tries again: for ever until cancelled, at growing, jittered, bounded intervals.</summary>
internal static class Retries
{
    /// <summary>A log or store that is back is used again within it.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    /// <param name="firstPause">About the first pause; later ones double.</param>
    /// <param name="handles">Which exceptions are tried again; others end the run.</param>
    /// <param name="onRetry">Told of each failure, of the pause before the next attempt, and of the number of attempts so far.</param>
    /// <param name="clock">Clock of the pauses.</param>
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
