namespace Maintenance.Host.ScaleOut;

/// <summary>Tells apart what this process scored and what it heard from others.</summary>
internal sealed class FeedIdentity
{
    [ThreadStatic]
    private static bool Receiving;

    /// <summary>A name no other process has.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");

    /// <summary>True on a thread that is publishing updates of another process: the feed calls its subscribers on that thread.</summary>
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
