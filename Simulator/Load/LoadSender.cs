namespace Maintenance.Simulator.Load;

/// <summary>Sends load records over a transport. One caller at a time.</summary>
internal abstract class LoadSender : IAsyncDisposable
{
    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Sends the asset's next record; waits while too many are unacknowledged.</summary>
    public abstract ValueTask SendAsync(int asset, CancellationToken cancellationToken);

    /// <summary>Sends what is collected.</summary>
    public abstract ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Waits, with a time limit, for outstanding acknowledgements.</summary>
    public abstract Task CompleteAsync();

    public abstract ValueTask DisposeAsync();
}
