namespace Maintenance.Simulator.Load;

/// <summary>Hands load records to a transport. One caller at a time.</summary>
internal abstract class LoadSender : IAsyncDisposable
{
    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Sends the asset's next record; waits while too much is open.</summary>
    public abstract ValueTask SendAsync(int asset, CancellationToken cancellationToken);

    /// <summary>Sends what is collected.</summary>
    public abstract ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Waits, within bounds, for what is open.</summary>
    public abstract Task CompleteAsync();

    public abstract ValueTask DisposeAsync();
}
