using Maintenance.Core.Tables;

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

    private volatile Action<IReadOnlyList<AlarmEventRow>>[] _alarms = [];

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

    /// <summary>Adds a subscriber to alarms; disposing the result removes it.</summary>
    public IDisposable SubscribeAlarms(Action<IReadOnlyList<AlarmEventRow>> subscriber)
    {
        lock (_changing) _alarms = [.. _alarms, subscriber];
        return new AlarmSubscription(this, subscriber);
    }

    /// <summary>Publishes committed rows of alarms.</summary>
    public void PublishAlarms(IReadOnlyList<AlarmEventRow> rows)
    {
        foreach (var subscriber in _alarms) subscriber(rows);
    }

    private void Remove(Action<IReadOnlyList<AssetUpdate>> subscriber)
    {
        lock (_changing) _subscribers = [.. _subscribers.Where(s => s != subscriber)];
    }

    private void Remove(Action<IReadOnlyList<AlarmEventRow>> subscriber)
    {
        lock (_changing) _alarms = [.. _alarms.Where(s => s != subscriber)];
    }

    private sealed class AlarmSubscription(LiveFeed feed, Action<IReadOnlyList<AlarmEventRow>> subscriber) : IDisposable
    {
        public void Dispose() => feed.Remove(subscriber);
    }

    private sealed class Subscription(LiveFeed feed, Action<IReadOnlyList<AssetUpdate>> subscriber) : IDisposable
    {
        public void Dispose() => feed.Remove(subscriber);
    }
}
