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
/// <param name="fleet">The fleet.</param>
/// <param name="rounds">Messages of the fleet that connections share.</param>
/// <param name="alarms">The connection's alarms.</param>
/// <param name="scope">What its person may see.</param>
/// <param name="units">Units of texts.</param>
/// <param name="client">Sends a message of its own.</param>
/// <param name="share">Sends a message that others are sent too.</param>
/// <param name="interval">Least time between two rounds.</param>
/// <param name="clock">Clock.</param>
/// <param name="mayListen">False once the person's session has ended.</param>
internal sealed class ConnectionFeed(
    LiveFleet fleet, FleetRounds rounds, AlarmFeed alarms, RegionScope scope, UnitSystem units, ISingleClientProxy client,
    Func<SerializedHubMessage, CancellationToken, ValueTask> share, TimeSpan interval, TimeProvider clock, Func<bool> mayListen)
    : IAsyncDisposable
{
    /// <summary>Maximum number of drills one connection may watch with their channels.</summary>
    public const int MaxAssets = 16;

    private const long QuietUnixMicros = 5_000_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _assets = new(StringComparer.Ordinal);
    private readonly List<string> _traces = [];
    private readonly CancellationTokenSource _ending = new();
    private Task _loop = Task.CompletedTask;
    private string? _lastTrace;
    private FleetSelection? _selection;
    private long _fleetSent;
    private FleetWindow? _window;
    private FleetRound? _listSent;

    /// <summary>The connection's alarms.</summary>
    public AlarmFeed Alarms => alarms;

    /// <param name="onEnd">Called if the feed ends by itself: with what failed, or null if its user may listen no longer.</param>
    /// <param name="aborted">The connection is closed.</param>
    public void Start(Action<Exception?> onEnd, CancellationToken aborted) => _loop = RunAsync(onEnd, aborted);

    public void WatchFleet(string? region)
    {
        lock (_lock) (_selection, _fleetSent) = (new FleetSelection(scope, region, units), -1);
    }

    public void UnwatchFleet()
    {
        lock (_lock) _selection = null;
    }

    /// <summary>Watches the rows of a list that are in sight, instead of those watched before.</summary>
    public void WatchList(string? region, string? state, int first, int count)
    {
        var window = new FleetWindow(new FleetSelection(scope, region, units), state, first, count);
        lock (_lock) (_window, _listSent) = (window, null);
    }

    public void UnwatchList()
    {
        lock (_lock) _window = null;
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
        var started = clock.GetUtcNow();
        var now = UnixMicros.Of(started.UtcDateTime);
        _traces.Clear();
        if (TakeFleet() is { } fleetMessage) await share(fleetMessage, cancellationToken);
        if (TakeList() is { } listMessage) await share(listMessage, cancellationToken);
        foreach (var drill in TakeAssets()) await client.SendAsync("asset", AssetMessage.Of(drill, units, now), cancellationToken);
        await alarms.RoundAsync(now, cancellationToken);
        if (_traces.Count > 0) DeliveryTraces.Delivered(_traces, started, clock.GetUtcNow());
    }

    // Requires the lock.
    private void NoteTrace(string trace)
    {
        if (string.Equals(trace, _lastTrace, StringComparison.Ordinal)) return;
        _lastTrace = trace;
        _traces.Add(trace);
    }

    private SerializedHubMessage? TakeFleet()
    {
        lock (_lock)
        {
            if (_selection is null || rounds.Current is var round && round.Version == _fleetSent) return null;
            var change = round.Since(_fleetSent, _selection);
            foreach (var trace in change.Traces) NoteTrace(trace);
            _fleetSent = round.Version;
            return change.Message;
        }
    }

    private SerializedHubMessage? TakeList()
    {
        lock (_lock)
        {
            if (_window is null) return null;
            var round = rounds.Current;
            // Time alone changes states: a drill falls silent.
            if (_listSent is { } sent && sent.Version == round.Version && round.NowUnixMicros - sent.NowUnixMicros < QuietUnixMicros)
                return null;
            var change = round.ListSince(_listSent?.Number ?? -1, _window);
            foreach (var trace in change.Traces) NoteTrace(trace);
            _listSent = round;
            return change.Message;
        }
    }

    private List<DrillCondition> TakeAssets()
    {
        var changed = new List<DrillCondition>();
        lock (_lock)
        {
            foreach (var (asset, sent) in _assets)
            {
                if (fleet.Find(asset) is not { } drill || drill.Version <= sent) continue;
                changed.Add(drill);
                if (sent >= 0 && DeliveryTraces.Of(drill) is { } trace) NoteTrace(trace); // the first is no delivery of an update
            }
            foreach (var drill in changed) _assets[drill.Asset.Id.Value] = drill.Version;
        }
        return changed;
    }
}
