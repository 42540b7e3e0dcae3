using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.SignalR;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// Feeds one connection. It remembers only the fleet version it sent last; each round sends what is newer, then waits until the transport
/// has accepted it and the interval has passed. A slow connection therefore delays nobody and buffers nothing: it skips to the latest
/// state. Threading: one loop sends; hub methods change what is watched from other threads, under the lock.
/// </summary>
internal sealed class ConnectionFeed(
    LiveFleet fleet, AlarmFeed alarms, RegionScope scope, UnitSystem units, ISingleClientProxy client, TimeSpan interval,
        TimeProvider clock,
    Func<bool> mayListen) : IAsyncDisposable
{
    /// <summary>Maximum number of drills one connection may watch with their channels.</summary>
    public const int MaxAssets = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _assets = new(StringComparer.Ordinal);
    private readonly List<string> _traces = [];
    private readonly CancellationTokenSource _ending = new();
    private Task _loop = Task.CompletedTask;
    private string? _lastTrace;
    private bool _watchesFleet;
    private string? _region;
    private long _fleetSent;

    /// <summary>The connection's alarms.</summary>
    public AlarmFeed Alarms => alarms;

    /// <param name="onEnd">Called if the feed ends by itself: with what failed, or null if its user may listen no longer.</param>
    /// <param name="aborted">The connection is closed.</param>
    public void Start(Action<Exception?> onEnd, CancellationToken aborted) => _loop = RunAsync(onEnd, aborted);

    public void WatchFleet(string? region)
    {
        lock (_lock) (_watchesFleet, _region, _fleetSent) = (true, region, -1);
    }

    public void UnwatchFleet()
    {
        lock (_lock) _watchesFleet = false;
    }

    public bool TryWatchAsset(string asset)
    {
        if (!mayListen() || fleet.Find(asset) is not { } drill || !scope.Allows(drill.Asset.Region)) return false;
        lock (_lock)
        {
            if (_assets.Count >= MaxAssets && !_assets.ContainsKey(asset)) return false;
            _assets[asset] = -1;
            return true;
        }
    }

    public void UnwatchAsset(string asset)
    {
        lock (_lock) _assets.Remove(asset);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop;
        _ending.Dispose();
    }

    private async Task RunAsync(Action<Exception?> onEnd, CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, _ending.Token);
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(either.Token))
            {
                if (!mayListen())
                {
                    onEnd(null);
                    return;
                }
                await RoundAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The connection is closed.
        }
        catch (Exception error) // top of the loop: this connection closes and its client reconnects; others are unaffected
        {
            onEnd(error);
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        // Read before the states, so that a change in between is sent twice rather than never.
        var version = fleet.Version;
        var started = clock.GetUtcNow();
        var now = UnixMicros.Of(started.UtcDateTime);
        _traces.Clear();
        if (TakeFleet(version, now) is { Count: > 0 } items)
            await client.SendAsync("fleet", new FleetMessage(now / 1000.0, items), cancellationToken);
        foreach (var drill in TakeAssets()) await client.SendAsync("asset", AssetMessage.Of(drill, units, now), cancellationToken);
        await alarms.RoundAsync(now, cancellationToken);
        if (_traces.Count > 0) DeliveryTraces.Delivered(_traces, started, clock.GetUtcNow());
    }

    // Requires the lock. The first message after a watch is the current state, not a delivery of an update.
    private void NoteTrace(DrillCondition drill, long sent)
    {
        if (sent < 0 || DeliveryTraces.Of(drill) is not { } trace || string.Equals(trace, _lastTrace, StringComparison.Ordinal)) return;
        _lastTrace = trace;
        _traces.Add(trace);
    }

    private List<FleetItem>? TakeFleet(long version, long now)
    {
        lock (_lock)
        {
            if (!_watchesFleet || version == _fleetSent) return null;
            var items = new List<FleetItem>();
            foreach (var drill in fleet.All)
            {
                if (drill.Version <= _fleetSent || !scope.Allows(drill.Asset.Region) || !IsInRegion(drill)) continue;
                items.Add(FleetItem.Of(drill, units, now));
                NoteTrace(drill, _fleetSent);
            }
            _fleetSent = version;
            return items;
        }
    }

    private bool IsInRegion(DrillCondition drill) => _region is null
        || string.Equals(drill.Asset.Region, _region, StringComparison.OrdinalIgnoreCase);

    private List<DrillCondition> TakeAssets()
    {
        var changed = new List<DrillCondition>();
        lock (_lock)
        {
            foreach (var (asset, sent) in _assets)
            {
                if (fleet.Find(asset) is not { } drill || drill.Version <= sent) continue;
                changed.Add(drill);
                NoteTrace(drill, sent);
            }
            foreach (var drill in changed) _assets[drill.Asset.Id.Value] = drill.Version;
        }
        return changed;
    }
}
