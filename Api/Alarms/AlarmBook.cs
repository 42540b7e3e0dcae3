using System.Collections.Concurrent;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Alarms;

/// <summary>
/// All alarms that are not at rest, as known now: primed from the store, kept current by the live feed, by operators' actions of every
/// process, and by the clock. Readers ask for changes since a version they have seen, so nothing is queued: a slow reader sees fewer, newer
/// states. An alarm that comes to rest is a change to <see cref="AlarmState.Normal"/>. Threading: any; writers under a lock, briefly.
/// </summary>
public sealed partial class AlarmBook : IDisposable
{
    private const int RememberedChanges = 1 << 16;
    private const int PolledRows = 10_000;
    private static readonly TimeSpan PolledPast = TimeSpan.FromMinutes(15);
    private static readonly long RestMicros = UnixMicros.Length(TimeSpan.FromDays(7));

    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, Alarm> _alarms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssetAlarms> _assets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperatorActionRow> _rigs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stale = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> _due = new();
    private readonly string[] _changes = new string[RememberedChanges];
    private readonly AlarmPast _past;
    private readonly AlarmDefinitions _definitions;
    private readonly AssetRegistry _registry;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private AlarmRuleSet _rules;
    private long _version;
    private long _sequence;

    public AlarmBook(LiveFeed feed, AlarmPast past, AlarmDefinitions definitions, AssetRegistry registry, TimeProvider clock)
    {
        _past = past;
        _definitions = definitions;
        _registry = registry;
        _clock = clock;
        _rules = definitions.Current;
        _subscription = feed.SubscribeAlarms(Apply);
    }

    /// <summary>Increases with every change of any alarm.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Sequence of the last operator action that is applied.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>All alarms, in no particular order; those that came to rest in the last 7 days are among them.</summary>
    public IReadOnlyCollection<Alarm> All => (IReadOnlyCollection<Alarm>)_alarms.Values;

    /// <summary>The alarm; null when it has been at rest for long, or there is none.</summary>
    public Alarm? Find(string id) => _alarms.GetValueOrDefault(id);

    /// <summary>Number of alarms of an asset that ask for an operator.</summary>
    public int OpenOf(string asset) => _open.GetValueOrDefault(asset);

    /// <summary>Alarms that changed after a version, in the order of their last change.</summary>
    public IReadOnlyList<Alarm> ChangedSince(long version)
    {
        lock (_writing)
        {
            if (version >= _version) return [];
            if (version < _version - RememberedChanges)
                return [.. _alarms.Values.Where(a => a.Version > version).OrderBy(a => a.Version)];
            var changed = new List<Alarm>();
            for (var i = version + 1; i <= _version; i++)
                if (_alarms.TryGetValue(_changes[i % RememberedChanges], out var alarm) && alarm.Version == i) changed.Add(alarm);
            return changed;
        }
    }

    /// <summary>Reads all alarms from the store; before the feed brings anything.</summary>
    public async Task PrimeAsync(IConditionStore store, ILogger log, CancellationToken cancellationToken)
    {
        var offset = await store.ReadOffsetAsync(OffsetKey.OperatorActions, cancellationToken) ?? 0;
        var now = UnixMicros.Now(_clock);
        var loaded = await _past.LoadAsync(now, assets: null, cancellationToken);
        lock (_writing)
        {
            foreach (var action in loaded.Inputs.Values.SelectMany(i => i).Where(i => i.Rows is null).Select(i => i.Action)
                .DistinctBy(a => a.Sequence).OrderBy(a => a.Sequence)) NoteRig(action);
            foreach (var (asset, inputs) in loaded.Inputs)
            {
                var known = new AssetAlarms(_past.Fold(asset, inputs, now, observer: null));
                _assets[asset] = known;
                Publish(asset, known);
            }
            Volatile.Write(ref _sequence, Math.Max(offset, loaded.Sequence));
        }
        Forget();
        LogPrimed(log, _alarms.Count, _assets.Count);
    }

    /// <summary>What the state machine knows of an alarm.</summary>
    internal AlarmStatus StatusOf(string asset, string rule)
    {
        lock (_writing) return _assets.GetValueOrDefault(asset)?.Fold.StatusOf(rule) ?? AlarmStatus.Initial;
    }

    /// <summary>Committed rows of alarms.</summary>
    internal void Apply(IReadOnlyList<AlarmEventRow> rows)
    {
        var now = UnixMicros.Now(_clock);
        lock (_writing)
            foreach (var group in rows.GroupBy(r => r.Asset, StringComparer.Ordinal))
            {
                var asset = AssetOf(group.Key);
                foreach (var input in AlarmInput.Of(group.Where(r => !asset.Fold.Knows(r)))) Add(group.Key, asset, input, now);
                Publish(group.Key, asset);
            }
    }

    /// <summary>Committed actions, in order; those that are applied already are left out.</summary>
    internal void Apply(IReadOnlyList<OperatorActionRow> actions)
    {
        var now = UnixMicros.Now(_clock);
        lock (_writing)
            foreach (var action in actions)
            {
                if (action.Sequence <= _sequence) continue;
                if (action.Sequence > _sequence + 1) return; // others come between: they are read first
                Volatile.Write(ref _sequence, action.Sequence);
                NoteRig(action);
                if (action.Rule is null && !OperatorActions.IsService(action.Action)) continue;
                foreach (var name in _past.AssetsOf(action, _assets.Keys).ToList())
                {
                    var asset = AssetOf(name);
                    Add(name, asset, AlarmInput.Of(action), now);
                    Publish(name, asset);
                }
            }
    }

    /// <summary>What the clock does until now, and what changed rules do.</summary>
    internal void Advance()
    {
        var now = UnixMicros.Now(_clock);
        lock (_writing)
        {
            if (!ReferenceEquals(_rules, _definitions.Current))
            {
                _rules = _definitions.Current;
                foreach (var (name, asset) in _assets)
                {
                    asset.Fold.Refresh(now);
                    Publish(name, asset);
                }
            }
            while (_due.TryPeek(out var name, out var due) && due <= now)
            {
                _due.Dequeue();
                var asset = _assets[name];
                if (asset.Due != due) continue; // an earlier plan
                asset.Fold.AdvanceTo(now);
                Publish(name, asset);
            }
        }
    }

    /// <summary>What is kept of an asset to be folded again, beside its alarms.</summary>
    internal (int Inputs, int Events) KeptOf(string asset)
    {
        lock (_writing) return _assets.GetValueOrDefault(asset)?.Kept ?? (0, 0);
    }

    /// <summary>Forgets what has been at rest for a week, and inputs that nothing comes before any more; both are on record.</summary>
    internal void Forget()
    {
        var now = UnixMicros.Now(_clock);
        var before = now - RestMicros;
        lock (_writing)
        {
            foreach (var asset in _assets.Values) asset.Forget(now);
            foreach (var (id, alarm) in _alarms)
                if (alarm.State == AlarmState.Normal && alarm.ChangedUnixMicros < before) _alarms.TryRemove(id, out _);
        }
    }

    /// <summary>Reads what other processes did, and what came too late to be folded in.</summary>
    internal async Task FollowAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        if ((await store.ReadOffsetAsync(OffsetKey.OperatorActions, cancellationToken) ?? 0) > Sequence)
            await CatchUpAsync(store, cancellationToken);
        await FoldAgainAsync(cancellationToken);
    }

    /// <summary>Reads the assets whose inputs came too late to be folded in.</summary>
    internal async Task FoldAgainAsync(CancellationToken cancellationToken)
    {
        (string Name, long Inputs)[] stale;
        lock (_writing) stale = [.. _stale.Take(500).Select(name => (name, _assets[name].Inputs))];
        if (stale.Length == 0) return;
        var loaded = await _past.LoadAsync(UnixMicros.Now(_clock), [.. stale.Select(s => s.Name)], cancellationToken);
        var now = UnixMicros.Now(_clock);
        lock (_writing)
            foreach (var (name, inputs) in stale)
            {
                if (_assets[name].Inputs != inputs) continue; // more came meanwhile: the next round
                _assets[name].Replace(_past.Fold(name, loaded.Inputs.GetValueOrDefault(name) ?? [], now, observer: null));
                Publish(name, _assets[name]);
                _stale.Remove(name);
            }
    }

    /// <summary>Reads rows that no feed brought, as of a Scoring in another process; known ones are left out.</summary>
    internal async Task PollAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var since = UnixMicros.ToUtc(UnixMicros.Now(_clock)) - PolledPast;
        while (true)
        {
            var rows = await AlarmEventsQuery.SinceAsync(store, since, PolledRows, cancellationToken);
            Apply(rows);
            if (rows.Count < PolledRows || UnixMicros.ToUtc(rows[^1].KnownAtUnixMicros) == since) return;
            since = UnixMicros.ToUtc(rows[^1].KnownAtUnixMicros - 1);
        }
    }

    /// <summary>Reads and applies all actions that are not applied yet.</summary>
    internal async Task CatchUpAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        while (true)
        {
            var actions = await OperatorActionsQuery.AfterAsync(store, Sequence, 10_000, cancellationToken);
            Apply(actions);
            if (actions.Count < 10_000) return;
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void Add(string name, AssetAlarms asset, AlarmInput input, long now)
    {
        if (!asset.Add(input, now)) _stale.Add(name);
    }

    private AssetAlarms AssetOf(string name)
    {
        if (_assets.TryGetValue(name, out var known)) return known;
        known = new AssetAlarms(_past.NewFold(name));
        if (_registry.TryGet(name, out var asset) && _rigs.TryGetValue(AlarmPast.RigOf(asset), out var maintenance))
            known.Fold.Apply(maintenance);
        return _assets[name] = known;
    }

    private void NoteRig(in OperatorActionRow action)
    {
        if (AlarmPast.RigOf(action) is not { } rig) return;
        if (action.Action == OperatorActions.OutOfService) _rigs[rig] = action;
        else _rigs.Remove(rig);
    }

    private void Publish(string name, AssetAlarms asset)
    {
        asset.Fold.TakeChanged(alarm =>
        {
            if (alarm.State == AlarmState.Normal && !_alarms.ContainsKey(alarm.Id) && alarm.OnsetUnixMicros == UnixMicros.None) return;
            var opened = (alarm.IsAnnunciated ? 1 : 0) - (_alarms.GetValueOrDefault(alarm.Id)?.IsAnnunciated == true ? 1 : 0);
            if (opened != 0) _open[name] = _open.GetValueOrDefault(name) + opened;
            var version = _version + 1;
            _alarms[alarm.Id] = alarm with { Version = version };
            _changes[version % RememberedChanges] = alarm.Id;
            Volatile.Write(ref _version, version); // after the state, so that a reader of this version finds it
        });
        var due = asset.Fold.DueUnixMicros;
        if (due == asset.Due) return;
        asset.Due = due;
        if (due < long.MaxValue) _due.Enqueue(name, due);
    }

    [LoggerMessage(5021, LogLevel.Information, "Alarms loaded: {Alarms} of {Assets} assets")]
    private static partial void LogPrimed(ILogger logger, int alarms, int assets);
}
