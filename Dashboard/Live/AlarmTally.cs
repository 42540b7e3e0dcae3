using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// Numbers of open alarms by drill, for all connections and pages: brought up to date from the book when somebody asks, at the cost of what
/// changed. Threading: any.
/// </summary>
internal sealed class AlarmTally(AlarmBook book, AlarmEngine engine, AssetRegistry registry)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AlarmCount> _counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (AlarmCount Count, long Version)> _assets = new(StringComparer.Ordinal);
    private long _seen = -1;

    /// <summary>The book's version that the numbers are of, after bringing them up to date.</summary>
    public long Refresh()
    {
        lock (_lock)
        {
            var version = book.Version;
            if (version == _seen) return version;
            foreach (var alarm in _seen < 0 ? book.All : book.ChangedSince(_seen)) Count(alarm, version);
            _seen = version;
            return version;
        }
    }

    /// <summary>Why alarms may be missing from the numbers; null while none is.</summary>
    public string? Complaint => engine.Status.Complaint;

    /// <summary>Numbers over all drills of a scope.</summary>
    public AlarmCount TotalOf(RegionScope scope)
    {
        lock (_lock)
        {
            return _assets.Where(a => scope.AllowsRowsOf(a.Key, registry)).Aggregate(AlarmCount.None, (sum, a) => sum + a.Value.Count);
        }
    }

    /// <summary>Numbers of one drill.</summary>
    public AlarmCount Of(string asset)
    {
        lock (_lock) return _assets.GetValueOrDefault(asset).Count ?? AlarmCount.None;
    }

    /// <summary>Numbers of each region of a scope, also of those without an alarm.</summary>
    public IReadOnlyDictionary<string, AlarmCount> ByRegion(RegionScope scope)
    {
        lock (_lock)
        {
            return registry.All.Where(a => scope.Allows(a.Region)).GroupBy(a => a.Region, StringComparer.Ordinal).ToDictionary(
                g => g.Key, g => g.Aggregate(AlarmCount.None, (sum, a) => sum + (_assets.GetValueOrDefault(a.Id.Value).Count
                    ?? AlarmCount.None)),
                StringComparer.Ordinal);
        }
    }

    /// <summary>Drills whose numbers changed after a version, with their numbers.</summary>
    public IReadOnlyDictionary<string, AlarmCount> ChangedSince(long version, RegionScope scope)
    {
        lock (_lock)
        {
            return _assets.Where(a => a.Value.Version > version && scope.AllowsRowsOf(a.Key, registry))
                .ToDictionary(a => a.Key, a => a.Value.Count, StringComparer.Ordinal);
        }
    }

    private void Count(Alarm alarm, long version)
    {
        var now = CountOf(alarm);
        var before = _counted.GetValueOrDefault(alarm.Id) ?? AlarmCount.None;
        if (now == before) return;
        if (now.Total == 0) _counted.Remove(alarm.Id);
        else _counted[alarm.Id] = now;
        var known = _assets.GetValueOrDefault(alarm.Asset).Count ?? AlarmCount.None;
        _assets[alarm.Asset] = (known - before + now, version);
    }

    /// <summary>What an alarm adds to the numbers.</summary>
    public static AlarmCount CountOf(Alarm alarm)
    {
        if (!alarm.IsAnnunciated) return AlarmCount.None;
        var calling = AlarmWords.IsCalling(alarm.State) ? 1 : 0;
        return alarm.Priority switch
        {
            AlarmPriority.High => new(1, 0, 0, calling, 0, 0),
            AlarmPriority.Medium => new(0, 1, 0, 0, calling, 0),
            _ => new(0, 0, 1, 0, 0, calling),
        };
    }
}
