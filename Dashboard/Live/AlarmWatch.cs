using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// A list of alarms that one connection watches. It remembers the version it sent last and which alarms the client shows; an alarm that
/// changed
/// ten times in between is sent once. Threading: the connection's loop alone.
/// </summary>
internal sealed class AlarmWatch(AlarmBook book, AssetRegistry registry, RegionScope scope, UserPreferences preferences, AlarmFilter filter)
{
    /// <summary>Rows in one message: few enough that the browser reads each within a frame.</summary>
    public const int MaxItems = 400;

    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private long _sent = -1;

    /// <summary>What changed since the last call, in messages.</summary>
    public IEnumerable<AlarmsMessage> Take(long nowUnixMicros)
    {
        // Read before the alarms, so that a change in between is sent twice rather than never.
        var version = book.Version;
        var isFirst = _sent < 0;
        if (version == _sent) yield break;
        var (items, gone) = Changes(isFirst ? book.All : book.ChangedSince(_sent), nowUnixMicros);
        _sent = version;
        if (items.Count + gone.Count == 0 && !isFirst) yield break;
        for (var from = 0; from == 0 || from < items.Count; from += MaxItems)
        {
            yield return new AlarmsMessage(
                nowUnixMicros / 1000.0, isFirst && from == 0, from + MaxItems >= items.Count,
                [.. items.Skip(from).Take(MaxItems).Select(i => ShownAlarm.Of(i.Alarm, i.Asset, preferences))], from == 0 ? gone : []);
        }
    }

    private (List<(Alarm Alarm, Asset? Asset)> Items, List<string> Gone) Changes(IEnumerable<Alarm> changed, long nowUnixMicros)
    {
        var (items, gone) = (new List<(Alarm Alarm, Asset? Asset)>(), new List<string>());
        foreach (var alarm in changed)
        {
            var asset = registry.TryGet(alarm.Asset, out var known) ? known : null;
            if (scope.AllowsRowsOf(alarm.Asset, registry) && filter.Matches(alarm, asset, nowUnixMicros))
            {
                items.Add((alarm, asset));
                _shown.Add(alarm.Id);
            }
            else if (_shown.Remove(alarm.Id)) gone.Add(alarm.Id);
        }
        items.Sort((a, b) => AlarmOrder.Compare(filter.Sort, (a.Alarm, a.Asset?.Region ?? ""), (b.Alarm, b.Asset?.Region ?? "")));
        return (items, gone);
    }
}
