using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.Options;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>
/// Operators at work on the alarms of a fleet. Rows become known to the live alarms one after the other, at their time; operators see no
/// later ones, and act as people at the page do: checked against the alarm as it is, chained, and stored. Each looks at one alarm at a
/// time, of what waits the most urgent and then the oldest, for half a minute to a quarter of an hour, mostly shortly. What has stood for
/// a shift and cannot be mended before the next is taken out of service for planned work, until it has returned. Not thread-safe.
/// </summary>
internal sealed class OperatorShift : IDisposable
{
    // A shift: the longest time that an alarm may be shelved, too.
    private static readonly long ShiftMicros = UnixMicros.Length(TimeSpan.FromHours(12));

    private readonly SimulatedClock _clock;
    private readonly IConditionStore _store;
    private readonly AlarmRules _rules = new();
    private readonly AssetRegistry _registry = new();
    private readonly LiveFeed _feed = new();
    private readonly OperatorChain _chain;
    private readonly AlarmBook _book;
    private readonly AlarmActions _actions;
    private readonly Random _random;
    private readonly Stack<AlarmActor> _free;
    private readonly PriorityQueue<(AlarmActor Operator, SeenAlarm Alarm, string Action), long> _busy = new();
    private readonly HashSet<string> _lookedAt = new(StringComparer.Ordinal);
    private int _refused;

    /// <param name="store">An empty store.</param>
    /// <param name="rules">Rules.</param>
    /// <param name="assets">Assets.</param>
    /// <param name="operators">Operators.</param>
    /// <param name="seed">Seed of their haste.</param>
    /// <param name="startUnixMicros">When they begin.</param>
    public OperatorShift(
        IConditionStore store, AlarmRuleSet rules, IReadOnlyList<Asset> assets, int operators, int seed, long startUnixMicros)
    {
        (_store, _clock, _random) = (store, new SimulatedClock(startUnixMicros), new Random(seed));
        _rules.Use(rules);
        _registry.AddOrReplace(assets);
        var definitions = new AlarmDefinitions(_rules, _registry);
        var options = Options.Create(new AlarmOptions());
        _book = new AlarmBook(_feed, new AlarmPast(store, definitions, _registry, options), definitions, _registry, _clock);
        _chain = new OperatorChain(store, _clock);
        _actions = new AlarmActions(store, _chain, _book, definitions, _registry, _feed, options);
        _free = new(Enumerable.Range(1, operators).Reverse().Select(i => new AlarmActor($"operator-{i}", RegionScope.All)));
        Operators = operators;
    }

    /// <summary>How many are at work.</summary>
    public int Operators { get; }

    /// <summary>Plays the rows of a time, and what operators do until its end.</summary>
    /// <param name="rows">Rows of alarms, in any order.</param>
    /// <param name="untilUnixMicros">End.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task PlayAsync(IEnumerable<AlarmEventRow> rows, long untilUnixMicros, CancellationToken cancellationToken)
    {
        foreach (var known in rows.GroupBy(r => r.KnownAtUnixMicros).OrderBy(g => g.Key))
        {
            await ActAsync(Math.Min(known.Key, untilUnixMicros), cancellationToken);
            if (known.Key >= untilUnixMicros) break;
            _clock.MoveTo(known.Key);
            AlarmEventRow[] together = [.. known.OrderBy(r => r.LogPartition).ThenBy(r => r.LogOffset)];
            await _store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of<AlarmEventRow>(together)] }, cancellationToken);
            _feed.PublishAlarms(together);
            Look(known.Key);
        }
        await ActAsync(untilUnixMicros, cancellationToken);
    }

    /// <summary>What came of it, from the store.</summary>
    public async Task<AttendedLoad> LoadAsync(long fromUnixMicros, long untilUnixMicros, CancellationToken cancellationToken)
    {
        var window = new AlarmWindow(fromUnixMicros, untilUnixMicros, Operators);
        var report = new AlarmPerformanceReport(_store, _registry, _rules);
        var figures = await report.OfAsync(window, RegionScope.All, region: null, cancellationToken);
        var audit = await AuditVerification.RunAsync(_store, cancellationToken);
        // The blocks that were judged are in the store of the pipeline.
        figures = figures with { DrillsJudged = _registry.All.Count };
        return new AttendedLoad(Operators, figures.Figures(), audit.Actions, _refused, audit.Problem);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _book.Dispose();
        _chain.Dispose();
    }

    // What operators do before a time, each at its own.
    private async Task ActAsync(long untilUnixMicros, CancellationToken cancellationToken)
    {
        while (_busy.TryPeek(out var work, out var at) && at < untilUnixMicros)
        {
            _busy.Dequeue();
            _clock.MoveTo(at);
            var outcome = await ActAsync(work.Operator, work.Alarm, work.Action, cancellationToken);
            if (outcome.Alarms[0].Kind != AlarmOutcomeKind.Done) _refused++;
            _free.Push(work.Operator);
            _lookedAt.Remove(work.Alarm.Id);
            Look(at);
        }
    }

    private Task<ActionOutcome> ActAsync(AlarmActor actor, SeenAlarm alarm, string action, CancellationToken cancellationToken) =>
        action switch
        {
            OperatorActions.Acknowledge => _actions.AcknowledgeAsync(actor, [alarm], comment: null, requestKey: null, cancellationToken),
            OperatorActions.OutOfService => _actions.TakeOutOfServiceAsync(
                actor, [alarm], UnixMicros.None, "Work is planned.", requestKey: null, cancellationToken),
            _ => _actions.PutInServiceAsync(actor, [alarm], "The work is done.", requestKey: null, cancellationToken),
        };

    // Whoever is free turns to what waits.
    private void Look(long nowUnixMicros)
    {
        if (_free.Count == 0) return;
        foreach (var (alarm, action) in _book.All.Where(a => !_lookedAt.Contains(a.Id))
            .Select(a => (Alarm: a, Action: Asked(a, nowUnixMicros))).Where(a => a.Action is not null)
            .OrderBy(a => a.Action != OperatorActions.Acknowledge)
            .ThenByDescending(a => a.Alarm.HighestSinceAcknowledged).ThenBy(a => a.Alarm.AnnouncedUnixMicros)
            .ThenBy(a => a.Alarm.Id, StringComparer.Ordinal).Take(_free.Count).ToList())
        {
            _lookedAt.Add(alarm.Id);
            _busy.Enqueue((_free.Pop(), SeenAlarm.Of(alarm), action!), nowUnixMicros + Length());
        }
    }

    // What an alarm asks an operator for; null: nothing now.
    private static string? Asked(Alarm alarm, long nowUnixMicros) => alarm.State switch
    {
        AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged => OperatorActions.Acknowledge,
        AlarmState.Acknowledged when nowUnixMicros - alarm.AnnouncedUnixMicros > ShiftMicros => OperatorActions.OutOfService,
        AlarmState.OutOfService when !alarm.IsActive => OperatorActions.InService,
        _ => null,
    };

    private long Length() => UnixMicros.Length(TimeSpan.FromSeconds(Math.Round(30 + (870 * Math.Pow(_random.NextDouble(), 2)))));
}
