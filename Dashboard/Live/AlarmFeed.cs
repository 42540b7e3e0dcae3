using Maintenance.Api.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.SignalR;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// The alarms of one connection: a list, the numbers, or both. Threading: <see cref="RoundAsync"/> by the connection's loop; what is
/// watched
/// changes from other threads, under the lock.
/// </summary>
internal sealed class AlarmFeed(
    AlarmBook book, AlarmTally tally, AssetRegistry registry, RegionScope scope, UserPreferences preferences, ISingleClientProxy client)
{
    private readonly Lock _lock = new();
    private AlarmWatch? _list;
    private long? _countsSent;
    private string? _complaintSent;
    private long? _assetsSent;

    public void Watch(AlarmFilter filter)
    {
        lock (_lock) _list = new AlarmWatch(book, registry, scope, preferences, filter);
    }

    public void Unwatch()
    {
        lock (_lock) _list = null;
    }

    /// <summary>The numbers of all drills together.</summary>
    public void WatchCounts(bool watches)
    {
        lock (_lock) _countsSent = watches ? -1 : null;
    }

    /// <summary>The numbers of each drill.</summary>
    public void WatchAssets(bool watches)
    {
        lock (_lock) _assetsSent = watches ? -1 : null;
    }

    /// <summary>Sends what changed; returns when the transport has taken it.</summary>
    public async Task RoundAsync(long nowUnixMicros, CancellationToken cancellationToken)
    {
        if (TakeCounts(nowUnixMicros) is { } counts) await client.SendAsync("alarmCounts", counts, cancellationToken);
        if (TakeAssets(nowUnixMicros) is { } assets) await client.SendAsync("alarmAssets", assets, cancellationToken);
        AlarmWatch? list;
        lock (_lock) list = _list;
        if (list is null) return;
        foreach (var message in list.Take(nowUnixMicros))
        {
            lock (_lock) if (!ReferenceEquals(list, _list)) return; // another list is watched meanwhile
            await client.SendAsync("alarms", message, cancellationToken);
        }
    }

    private AlarmCountsMessage? TakeCounts(long nowUnixMicros)
    {
        lock (_lock)
        {
            if (_countsSent is not { } sent) return null;
            var (version, complaint) = (tally.Refresh(), tally.Complaint);
            if (version == sent && complaint == _complaintSent) return null;
            (_countsSent, _complaintSent) = (version, complaint);
            return new AlarmCountsMessage(nowUnixMicros / 1000.0, tally.TotalOf(scope), complaint);
        }
    }

    private AlarmAssetsMessage? TakeAssets(long nowUnixMicros)
    {
        lock (_lock)
        {
            if (_assetsSent is not { } sent || tally.Refresh() is var version && version == sent) return null;
            _assetsSent = version;
            var changed = tally.ChangedSince(sent, scope);
            return changed.Count == 0 ? null : new AlarmAssetsMessage(nowUnixMicros / 1000.0, changed, tally.ByRegion(scope));
        }
    }
}
