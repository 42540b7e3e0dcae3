namespace Maintenance.Core.Feed;

/// <summary>Wakes one loop that waits. Rings while it does not wait are one. Threading: anybody rings, one waits.</summary>
public sealed class Doorbell(TimeProvider clock) : IDisposable
{
    private readonly Lock _ringing = new();
    private readonly SemaphoreSlim _rings = new(0, 1);

    /// <summary>Wakes the loop, now or when it next waits.</summary>
    public void Ring()
    {
        lock (_ringing)
            if (_rings.CurrentCount == 0) _rings.Release();
    }

    /// <summary>Waits for a ring.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _rings.WaitAsync(cancellationToken);

    /// <summary>Waits for a ring, but not longer than this; true when it rang.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _rings.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rings.Dispose();
}
