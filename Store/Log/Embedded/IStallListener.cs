namespace Maintenance.Store.Log.Embedded;

/// <summary>Is told when writing fails and is being retried (disk full, I/O error), and when it works again.</summary>
internal interface IStallListener
{
    /// <summary>
    /// A write failed; it is retried until it succeeds or the partition closes. May be called again while it keeps failing.
    /// </summary>
    void OnStalled(Exception error);

    /// <summary>The write succeeded after all.</summary>
    void OnResumed();
}
