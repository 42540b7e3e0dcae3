using System.Collections.Concurrent;
using Maintenance.Core.Alarms;

namespace Maintenance.Api.Alarms;

/// <summary>
/// All alarms that are not at rest, as known now. Readers ask for changes since a version they have seen, so nothing is queued: a slow
/// reader sees fewer, newer states. An alarm that comes to rest is a change to <see cref="AlarmState.Normal"/>. Threading: any.
/// </summary>
public sealed class AlarmBook
{
    private readonly ConcurrentDictionary<string, Alarm> _alarms = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Increases with every change of any alarm.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>All alarms, in no particular order; those that came to rest lately are among them.</summary>
    public IReadOnlyCollection<Alarm> All => (IReadOnlyCollection<Alarm>)_alarms.Values;

    /// <summary>The alarm; null when it is at rest, or there is none.</summary>
    public Alarm? Find(string id) => _alarms.GetValueOrDefault(id);

    /// <summary>Alarms that changed after a version, in the order of their last change.</summary>
    public IReadOnlyList<Alarm> ChangedSince(long version) =>
        [.. _alarms.Select(a => a.Value).Where(a => a.Version > version).OrderBy(a => a.Version)];

    internal void Put(Alarm alarm)
    {
        _alarms[alarm.Id] = alarm with { Version = Interlocked.Increment(ref _version) };
    }
}
