namespace Maintenance.Store.Log.Embedded;

/// <summary>Wakes readers that have caught up. Threading: any.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource? _next;

    /// <summary>A task that completes at the next commit (or close). Take it, then check the end of the log, then await.</summary>
    public Task Next()
    {
        var current = Volatile.Read(ref _next);
        if (current is not null) return current.Task;
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _next, created, null) ?? created).Task;
    }

    public void Set() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
