namespace Maintenance.Store.Log.Embedded;

/// <summary>Notified when a write fails and is being retried (disk full, I/O error), and when it succeeds again.</summary>
internal interface IStallListener
{
    /// <summary>
    /// A write failed; it is retried until it succeeds or the partition closes. May be called again while it keeps failing.
    /// </summary>
    void OnStalled(Exception error);

    /// <summary>A write succeeded after failures.</summary>
    void OnResumed();
}
