namespace Maintenance.Core.Feed;

/// <summary>
/// Passes committed updates from Scoring to their consumers within one process. Subscribers are called on the publishing
/// thread right after the commit and must only store or enqueue (latest wins): a slow one holds up scoring.
/// Across processes the same updates travel through the topic <c>assessments.v1</c>.
/// </summary>
public sealed class LiveFeed
{
    private readonly Lock _changing = new();
    private volatile Action<IReadOnlyList<AssetUpdate>>[] _subscribers = [];

    /// <summary>True when there are subscribers; otherwise publishers may skip building summaries.</summary>
    public bool HasSubscribers => _subscribers.Length > 0;

    /// <summary>Adds a subscriber; disposing the result removes it.</summary>
    public IDisposable Subscribe(Action<IReadOnlyList<AssetUpdate>> subscriber)
    {
        lock (_changing) _subscribers = [.. _subscribers, subscriber];
        return new Subscription(this, subscriber);
    }

    /// <summary>Publishes committed updates.</summary>
    public void Publish(IReadOnlyList<AssetUpdate> updates)
    {
        foreach (var subscriber in _subscribers) subscriber(updates);
    }

    private void Remove(Action<IReadOnlyList<AssetUpdate>> subscriber)
    {
        lock (_changing) _subscribers = [.. _subscribers.Where(s => s != subscriber)];
    }

    private sealed class Subscription(LiveFeed feed, Action<IReadOnlyList<AssetUpdate>> subscriber) : IDisposable
    {
        public void Dispose() => feed.Remove(subscriber);
    }
}
