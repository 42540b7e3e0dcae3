namespace Maintenance.Host.ScaleOut;

/// <summary>Distinguishes updates scored by this process from those received from others.</summary>
internal sealed class FeedIdentity
{
    [ThreadStatic]
    private static bool Receiving;

    /// <summary>A name unique to this process.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");

    /// <summary>True on a thread that is publishing another process's updates: the feed calls its subscribers on that thread.</summary>
    public static bool IsReceiving => Receiving;

    public static void Receive(Action publish)
    {
        Receiving = true;
        try
        {
            publish();
        }
        finally
        {
            Receiving = false;
        }
    }
}
