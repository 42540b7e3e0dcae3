using System.Collections.Concurrent;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Fleet;

/// <summary>
/// The newest condition of every drill: primed from the store, kept current by the live feed. Readers ask for changes since a version
/// they have seen, so nothing is queued: a slow reader sees fewer, newer states (latest wins), and memory is one state per drill.
/// Threading: any thread reads; <see cref="LiveFeed"/> and <see cref="AssetRegistry"/> write on their own threads, briefly, under a lock.
/// </summary>
public sealed partial class LiveFleet : IDisposable
{
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, DrillCondition> _drills = new(StringComparer.Ordinal);
    private readonly AssetRegistry _registry;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private readonly DelayWindow _delays = new();
    private long _version;

    public LiveFleet(LiveFeed feed, AssetRegistry registry, TimeProvider clock)
    {
        _registry = registry;
        _clock = clock;
        registry.Changed += OnRegistryChanged;
        registry.Removed += OnRegistryRemoved;
        OnRegistryChanged(registry, [.. registry.All]);
        _subscription = feed.Subscribe(OnUpdates);
    }

    /// <summary>Increases with every change of any drill.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Delays from receipt of a block at Ingest to its committed assessment arriving here.</summary>
    public DelayWindow Delays => _delays;

    /// <summary>All drills, in no particular order.</summary>
    public IEnumerable<DrillCondition> All => _drills.Select(d => d.Value);

    public DrillCondition? Find(string asset) => _drills.GetValueOrDefault(asset);

    /// <summary>Reads the newest assessments from the store; newer ones already received from the feed are kept.</summary>
    public async Task PrimeAsync(IConditionStore store, ILogger log, CancellationToken cancellationToken)
    {
        OnRegistryChanged(_registry, [.. _registry.All]);
        var rows = await LatestAssessmentsQuery.RunAsync(store, cancellationToken);
        var stamps = await NewestStampsQuery.RunAsync(store, cancellationToken);
        // Before the newest rows, which they may precede by a while: otherwise a restart during a connection would forget grades.
        var held = await LastGradedQuery.RunAsync(store, [.. rows.Where(r => r.Grade is null).Select(HeldRange)], cancellationToken);
        foreach (var row in held.Concat(rows))
            if (_registry.TryGet(row.Asset, out var asset))
                Apply(asset, StoredUpdate.Of(row, asset.Region, stamps.GetValueOrDefault(row.Asset)));
        LogPrimed(log, _drills.Count, rows.Count);
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _registry.Changed -= OnRegistryChanged;
        _registry.Removed -= OnRegistryRemoved;
    }

    private void OnUpdates(IReadOnlyList<AssetUpdate> updates)
    {
        var now = UnixMicros.Now(_clock);
        foreach (var update in updates)
        {
            _delays.Add(now - update.ReceivedUnixMicros);
            if (_registry.TryGet(update.Asset, out var asset)) Apply(asset, update);
        }
    }

    private void Apply(Asset asset, AssetUpdate update)
    {
        lock (_writing)
        {
            if (!_registry.TryGet(update.Asset, out _)) return; // removed meanwhile
            var version = _version + 1;
            var known = _drills.GetValueOrDefault(update.Asset) ?? new DrillCondition { Asset = asset, Version = version };
            _drills[update.Asset] = known.With(update, version);
            Volatile.Write(ref _version, version); // after the state, so that a reader of this version finds it
        }
    }

    private void OnRegistryChanged(object? sender, IReadOnlyList<Asset> assets)
    {
        lock (_writing)
            foreach (var asset in assets)
            {
                var old = _drills.GetValueOrDefault(asset.Id.Value);
                if (old?.Asset == asset) continue;
                var version = _version + 1;
                _drills[asset.Id.Value] = old is null
                    ? new DrillCondition { Asset = asset, Version = version } : old with { Asset = asset, Version = version };
                Volatile.Write(ref _version, version);
            }
    }

    private void OnRegistryRemoved(object? sender, IReadOnlyList<string> ids)
    {
        lock (_writing)
        {
            foreach (var id in ids) _drills.TryRemove(id, out _);
            Volatile.Write(ref _version, _version + 1);
        }
    }

    private static AssetRange HeldRange(StoredAssessment newest)
    {
        var to = UnixMicros.ToUtc(newest.EventTimeUnixMicros);
        return new AssetRange(newest.Asset, to - DrillCondition.GradeHeldFor, to);
    }

    [LoggerMessage(5007, LogLevel.Information, "Live fleet loaded {Assets} assets, {Assessed} of them assessed")]
    private static partial void LogPrimed(ILogger logger, int assets, int assessed);
}
