using Polly;
using Polly.Retry;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// The one place where failed writes are retried: at growing intervals, until they succeed or the partition closes.
/// FasterLog cannot continue after a failed write, so it never sees one while its memory still holds the bytes.
/// Threading: blocks the thread that writes.
/// </summary>
internal sealed class RetryingWriter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly IStallListener _listener;
    private readonly CancellationToken _closing;
    private readonly ResiliencePipeline<bool> _retries;

    /// <param name="listener">Notified of every failure, and of the first success after one.</param>
    /// <param name="closing">Ends retrying; a write not yet attempted is still tried once.</param>
    public RetryingWriter(IStallListener listener, CancellationToken closing)
    {
        (_listener, _closing) = (listener, closing);
        // Real time, not the injected clock: this paces the disk.
        _retries = new ResiliencePipelineBuilder<bool>().AddRetry(new RetryStrategyOptions<bool>
        {
            ShouldHandle = new PredicateBuilder<bool>().HandleResult(false),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstPause,
            MaxDelay = MaxPause,
        }).Build();
    }

    /// <summary>Runs <paramref name="write"/>, and on failure <paramref name="reset"/>, until it succeeds.</summary>
    /// <returns>False if the partition closed first.</returns>
    public bool Run(Action write, Action reset)
    {
        if (TryOnce(write, reset)) return true;
        try
        {
            _retries.Execute(_ => TryOnce(write, reset), _closing);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return false;
        }
        _listener.OnResumed();
        return true;
    }

    private bool TryOnce(Action write, Action reset)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reset();
            _listener.OnStalled(error);
            return false;
        }
    }
}
