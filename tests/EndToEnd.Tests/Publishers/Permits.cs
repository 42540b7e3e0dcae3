namespace Maintenance.EndToEnd.Tests.Publishers;

/// <summary>How many messages all publishers together may send by now: so that the load lasts through all kills.</summary>
internal sealed class Permits : IDisposable
{
    private readonly SemaphoreSlim _open = new(0);

    public void Give(int count)
    {
        if (count > 0) _open.Release(count);
    }

    public Task TakeAsync(CancellationToken cancellationToken) => _open.WaitAsync(cancellationToken);

    public bool TryTake() => _open.Wait(0);

    public void Dispose() => _open.Dispose();
}
