namespace Maintenance.Store.EmbeddedLog;

/// <summary>
/// The one place where failed writes are retried: with backoff, until they succeed or the partition closes.
/// FasterLog itself cannot go on after a failed write; so it never sees one while its memory still holds the bytes.
/// </summary>
internal sealed class RetryingWriter(IStallListener listener, WaitHandle closing)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Runs <paramref name="write"/>, and on failure <paramref name="reset"/>, until it succeeds.</summary>
    /// <returns>False when the partition closed before it did.</returns>
    public bool Run(Action write, Action reset)
    {
        var pause = TimeSpan.Zero;
        while (true)
        {
            try
            {
                write();
                if (pause > TimeSpan.Zero) listener.OnResumed();
                return true;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                reset();
                listener.OnStalled(error);
            }
            pause = pause == TimeSpan.Zero ? FirstPause : pause * 2 > LongestPause ? LongestPause : pause * 2;
            if (closing.WaitOne(pause)) return false;
        }
    }
}
