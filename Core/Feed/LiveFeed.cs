using Maintenance.Core.Tables;

namespace Maintenance.Core.Feed;

/// <summary>
/// Passes what was committed to its consumers within one process. Subscribers are called on the publishing thread right after the commit
/// and must only store or enqueue (latest wins): a slow one holds up scoring. Across processes the same travels through the topics
/// <c>assessments.v1</c> and <c>alarms.v1</c>.
/// </summary>
public sealed class LiveFeed
{
    private readonly Subscribers<AssetUpdate> _updates = new();
    private readonly Subscribers<AlarmEventRow> _alarms = new();
    private readonly Subscribers<OperatorActionRow> _actions = new();

    /// <summary>True when there are subscribers to updates; otherwise publishers may skip building summaries.</summary>
    public bool HasSubscribers => _updates.Any;

    /// <summary>Adds a subscriber; disposing the result removes it.</summary>
    public IDisposable Subscribe(Action<IReadOnlyList<AssetUpdate>> subscriber) => _updates.Add(subscriber);

    /// <summary>Publishes committed updates.</summary>
    public void Publish(IReadOnlyList<AssetUpdate> updates) => _updates.Publish(updates);

    /// <summary>Adds a subscriber to alarms; disposing the result removes it.</summary>
    public IDisposable SubscribeAlarms(Action<IReadOnlyList<AlarmEventRow>> subscriber) => _alarms.Add(subscriber);

    /// <summary>Publishes committed rows of alarms.</summary>
    public void PublishAlarms(IReadOnlyList<AlarmEventRow> rows) => _alarms.Publish(rows);

    /// <summary>Adds a subscriber to operators' actions; disposing the result removes it.</summary>
    public IDisposable SubscribeActions(Action<IReadOnlyList<OperatorActionRow>> subscriber) => _actions.Add(subscriber);

    /// <summary>Publishes committed operators' actions.</summary>
    public void PublishActions(IReadOnlyList<OperatorActionRow> rows) => _actions.Publish(rows);

    private sealed class Subscribers<T>
    {
        private readonly Lock _changing = new();
        private volatile Action<IReadOnlyList<T>>[] _all = [];

        public bool Any => _all.Length > 0;

        public Subscription<T> Add(Action<IReadOnlyList<T>> subscriber)
        {
            lock (_changing) _all = [.. _all, subscriber];
            return new Subscription<T>(this, subscriber);
        }

        public void Remove(Action<IReadOnlyList<T>> subscriber)
        {
            lock (_changing) _all = [.. _all.Where(s => s != subscriber)];
        }

        public void Publish(IReadOnlyList<T> items)
        {
            foreach (var subscriber in _all) subscriber(items);
        }
    }

    private sealed class Subscription<T>(Subscribers<T> subscribers, Action<IReadOnlyList<T>> subscriber) : IDisposable
    {
        public void Dispose() => subscribers.Remove(subscriber);
    }
}
