using System.Runtime.InteropServices;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Judges the alarms of an asset by the blocks that a record added or changed, in event-time order, through the block that is its present:
/// one that is stamped ahead of it waits until the present comes there. Late data is judged again from the state at the end of the minute
/// before it, until the state at the end of a minute is what it was. Blocks of a minute may have to be read back first: then it stops
/// there, and goes on when they are in memory (docs/decisions/0040-alarm-events.md). Threading: one worker.
/// </summary>
internal sealed class AlarmJudgement
{
    /// <summary>Minutes of blocks that are read at once, at first and at most.</summary>
    private const int MinRead = 8;
    private const int MaxRead = 256;

    private readonly AlarmEventFold _fold = new();
    private readonly AlarmInputs _inputs = new();
    private readonly ArrivalFold _arrival = new();
    private readonly RuleCompiler _compiler = new();
    private readonly List<BlockEntry> _span = [];
    private readonly List<AlarmMark> _marks = [];
    private readonly List<AlarmEvent> _suspects = [];
    private readonly Dictionary<AlarmEvent, AlarmContent> _before = [];
    private StoreRead? _needed;
    private FoldState _state = null!;
    private bool _isRunning;
    private bool _isLate;
    private long _first;
    private long _onsets;
    private long _minute;
    private long _after;
    private long _until;
    private long _changedUntil;
    private long _changedMinute;
    private int _read;

    /// <summary>Rules to judge by.</summary>
    public AlarmRuleSet Rules { get; set; } = AlarmRuleSet.None;

    /// <summary>What goes wrong on purpose, for tests of the tests.</summary>
    public AlarmBreakage Breakage { get; init; }

    /// <summary>What only the clock can show.</summary>
    public AlarmTimers Timers { get; } = new();

    /// <summary>Makes an asset's rules current.</summary>
    public void Use(AssetState state)
    {
        var alarms = state.Alarms;
        var asset = alarms.Set is null ? state.Asset : alarms.Asset;
        if (!ReferenceEquals(alarms.Set, Rules)) alarms.Use(Rules, _compiler.Of(Rules, asset), asset);
        if (!ReferenceEquals(asset, state.Asset)) alarms.Move(_compiler.Of(Rules, state.Asset), state.Asset);
    }

    /// <summary>A record came: judges its arrival.</summary>
    /// <param name="state">Asset, as it was before the record.</param>
    /// <param name="origin">The record.</param>
    /// <param name="stamp">Event time of its last reading, Unix µs.</param>
    /// <param name="rows">Receives the rows.</param>
    public void Hear(AssetState state, in BlockOrigin origin, long stamp, StagedRows rows)
    {
        Use(state);
        var (alarms, heard) = (state.Alarms, state.KnownAtUnixMicros);
        if (!alarms.Rules!.UsesArrival) return;
        if (heard != long.MinValue) _arrival.Pass(alarms.Arrival, alarms.Tip!, heard, origin.KnownAtUnixMicros);
        _arrival.Hear(alarms.Arrival, alarms.Tip!, origin.KnownAtUnixMicros, stamp);
        if (alarms.Arrival.IsIdle && alarms.Arrival.Events.All.Count == 0) return;
        var at = origin with { KnownAtUnixMicros = Math.Max(origin.KnownAtUnixMicros, alarms.KnownAtUnixMicros) };
        alarms.Arrival.Events.Flush(alarm => rows.Add(state.Id, alarm, at));
        alarms.Arrival.Events.Forget(long.MaxValue);
    }

    /// <summary>Judges, to the end or until something is missing.</summary>
    /// <param name="state">Asset.</param>
    /// <param name="changed">What changed.</param>
    /// <param name="origin">Record that changed the blocks.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <returns>What must be read first; null at the end.</returns>
    public StoreRead? Continue(AssetState state, BlockChanges changed, in BlockOrigin origin, StagedRows rows)
    {
        Use(state);
        var alarms = state.Alarms;
        if (alarms.Rules!.Rules.Length == 0 && alarms.Events.All.Count == 0)
        {
            if (state.PresentUnixMicros != long.MinValue) alarms.StartAt(BlockPages.PageOf(state.PresentUnixMicros));
            return null;
        }
        if (!_isRunning && !Begin(state, changed)) return null;
        _needed = Run(state);
        if (_needed is not null) return _needed;
        _isRunning = false;
        End(state, origin, rows);
        return null;
    }

    /// <summary>What must be read before <see cref="Continue"/> gets further; null when it is in memory.</summary>
    public StoreRead? Needed(AssetState state)
    {
        if (_needed is null || _needed.State != state) return null;
        switch (_needed.Kind)
        {
            case StoreReadKind.Alarms:
                return BlockPages.PageOf(_needed.From) >= state.Alarms.FirstMinute ? null : _needed;
            case StoreReadKind.Minutes:
                return state.Minutes.Knows(BlockPages.PageOf(_needed.From), BlockPages.PageOf(_needed.To)) ? null : _needed;
            default:
                for (var page = BlockPages.PageOf(_needed.From); page <= BlockPages.PageOf(_needed.To); page++)
                    if (!state.Blocks.Has(page)) return _needed;
                return null;
        }
    }

    private bool Begin(AssetState state, BlockChanges changed)
    {
        var alarms = state.Alarms;
        _until = state.PresentUnixMicros;
        var from = Math.Min(changed.First, Math.Min(alarms.RulesChangedAt, _until < alarms.TipTime ? _until + 1 : long.MaxValue));
        // After a restart the last minute is judged again: the state within it is not in the store.
        if (alarms.IsResumed) from = Math.Min(from, alarms.TipTime + 1);
        _isLate = (from <= alarms.TipTime || alarms.IsResumed) && Breakage != AlarmBreakage.IgnoresLateData;
        if (!_isLate && _until <= alarms.TipTime) return false;
        (_isRunning, _read) = (true, MinRead);
        _marks.Clear();
        _before.Clear();
        if (!_isLate)
        {
            (_state, _after) = (alarms.Tip!, alarms.TipTime);
            // The minute of the last block judged is closed by the first one of a later minute.
            _first = _minute = alarms.TipTime == long.MinValue ? BlockPages.PageOf(changed.First)
                : BlockPages.PageOf(alarms.TipTime);
            return true;
        }
        // Rules that apply "always" are no change at a time: they judge what is in memory, and what comes.
        _first = from == long.MinValue
            ? Math.Max(alarms.FirstMinute, BlockPages.PageOf(alarms.TipTime) - MaxRead) : BlockPages.PageOf(from);
        _minute = _first;
        _changedUntil = alarms.RulesChangedAt != long.MaxValue || _until != alarms.TipTime ? long.MaxValue
            : !alarms.Rules!.UsesMinutes || changed.Minute == long.MinValue ? changed.Last
            : Math.Max(changed.Last, ((changed.Minute + alarms.Rules.MinutesBack + 1) * BlockPages.PageMicros) - 1);
        _changedMinute = _changedUntil == long.MaxValue ? long.MaxValue : BlockPages.PageOf(changed.Last);
        _after = (_first * BlockPages.PageMicros) - 1;
        _state = null!;
        return true;
    }

    private StoreRead? Run(AssetState state)
    {
        var alarms = state.Alarms;
        if (_isLate && _state is null)
        {
            if (_first < alarms.FirstMinute)
                return new StoreRead(StoreReadKind.Alarms, state, _first * BlockPages.PageMicros,
                    (alarms.FirstMinute * BlockPages.PageMicros) - 1);
            _state = Breakage == AlarmBreakage.ForgetsAtRestart && alarms.IsResumed
                ? new FoldState(alarms.Rules!) : alarms.StateBefore(_first).Clone();
            Forget(alarms);
        }
        for (var last = BlockPages.PageOf(_until); _minute <= last; _minute = NextMinute(state, last))
        {
            if (alarms.Rules!.UsesMinutes && FindMinuteValues(state) is { } minutes) return minutes;
            if (_isLate && _minute < last && FindAsBefore(alarms) is { } same)
            {
                _marks.Add(same);
                if (HasConverged(alarms)) break;
                continue;
            }
            if (!state.Blocks.Has(_minute)) return PagesFrom(state, last);
            var blocks = FoldMinute(state);
            if (_minute == last) break;
            if (blocks || (!_isLate && BlockPages.PageOf(alarms.TipTime) == _minute))
                Close(state);
            if (_isLate && HasConverged(alarms)) break;
        }
        return null;
    }

    private StoreRead? FindMinuteValues(AssetState state)
    {
        var (first, last) = (_minute - state.Alarms.Rules!.MinutesBack, _minute - 1);
        if (!state.Minutes.Knows(first, last))
            return new StoreRead(StoreReadKind.Minutes, state, first * BlockPages.PageMicros, ((last + 1) * BlockPages.PageMicros) - 1);
        var alarms = state.Alarms;
        if (alarms.MinuteValues.Minute == _minute && !_isLate) return null;
        alarms.MinuteValues = (_minute, alarms.MinuteValues.Values);
        _inputs.OfMinutes(alarms.Rules!, state.Minutes, _minute, alarms.MinuteValues.Values);
        return null;
    }

    // The mark of a minute that is judged as it was: its blocks, what the minutes before say to them and the state before it are the same,
    // and nothing came of it: no alarm began, and what stood stands. A late block changes what two hours of minutes after it are compared
    // with, and hardly ever an outcome.
    private AlarmMark? FindAsBefore(AssetAlarms alarms)
    {
        if (_minute <= _changedMinute) return null;
        if (alarms.MarkBefore(_minute + 1) is not { } mark || mark.Minute != _minute || mark.Outcomes is not { } outcomes
            || outcomes != alarms.Rules!.OutcomesOf(alarms.MinuteValues.Values)
            || !mark.State.Matches(_state) || !alarms.StateBefore(_minute).Matches(_state)) return null;
        var first = alarms.Events.IndexOf(_minute * BlockPages.PageMicros);
        return first < alarms.Events.All.Count && BlockPages.PageOf(alarms.Events.All[first].Onset) == _minute ? null : mark;
    }

    // True when there were blocks.
    private bool FoldMinute(AssetState state)
    {
        _span.Clear();
        var end = ((_minute + 1) * BlockPages.PageMicros) - 1;
        state.Blocks.Collect(Math.Max(_minute * BlockPages.PageMicros, _after + 1), Math.Min(end, _until), _span);
        if (_span.Count == 0) return false;
        var alarms = state.Alarms;
        var rules = alarms.Rules!;
        foreach (var block in CollectionsMarshal.AsSpan(_span))
        {
            _fold.Fold(_state, _inputs.Of(rules, block, alarms.MinuteValues.Values), block.EventTimeUnixMicros);
            _after = block.EventTimeUnixMicros;
            if (_fold.Changes.Count > 0) Apply(alarms);
        }
        return true;
    }

    private void Apply(AssetAlarms alarms)
    {
        foreach (ref readonly var change in CollectionsMarshal.AsSpan(_fold.Changes))
        {
            if (alarms.Events.Find(change.Level, change.Onset) is { } known) _before.TryAdd(known, known.Content);
            alarms.Events.Apply(change).IsMet = true;
        }
        _fold.Changes.Clear();
    }

    // Alarms that began in the minutes judged again must be met again.
    private void Forget(AssetAlarms alarms)
    {
        _onsets = _first * BlockPages.PageMicros;
        for (var i = alarms.Events.IndexOf(_onsets); i < alarms.Events.All.Count; i++)
            alarms.Events.All[i].IsMet = false;
        _suspects.Clear();
        foreach (var level in _state.Rules.Levels)
        {
            ref readonly var s = ref _state.Levels[level.Index];
            if (s.Phase == LevelPhase.Pending) Suspect(level, s.Onset);
            foreach (var onset in _state.OnsetsOf(level))
                if (onset != 0 && !(s.HasEvent && s.Onset == onset)) Suspect(level, onset);
        }

        // An alarm that was raised in the minutes judged again may have begun before them.
        void Suspect(CompiledLevel level, long onset)
        {
            if (onset >= _onsets || alarms.Events.Find(level, onset) is not { } alarm) return;
            alarm.IsMet = false;
            _suspects.Add(alarm);
        }
    }

    private void Close(AssetState state)
    {
        var mark = new AlarmMark(_minute, _state)
        {
            Outcomes = state.Alarms.Rules is { UsesMinutes: true } rules ? rules.OutcomesOf(state.Alarms.MinuteValues.Values) : 0,
        };
        // In order, most minutes leave the state as it was.
        mark.State = state.Alarms.StateBefore(_minute) is var before && before.Matches(_state) ? before : _state.Clone();
        _marks.Add(mark);
    }

    // What follows is judged as before when the state is as it was.
    private bool HasConverged(AssetAlarms alarms)
    {
        if (_changedUntil > ((_minute + 1) * BlockPages.PageMicros) - 1) return false;
        return alarms.StateBefore(_minute + 1).Matches(_state);
    }

    private long NextMinute(AssetState state, long last)
    {
        if (!state.Minutes.Knows(_minute + 1, last - 1)) return _minute + 1;
        return Math.Min(state.Minutes.NextFrom(_minute + 1), last);
    }

    private StoreRead PagesFrom(AssetState state, long last)
    {
        var to = Math.Min(_minute + _read, last);
        _read = Math.Min(2 * _read, MaxRead);
        return new StoreRead(StoreReadKind.Pages, state, _minute * BlockPages.PageMicros, ((to + 1) * BlockPages.PageMicros) - 1);
    }

    private void End(AssetState state, in BlockOrigin origin, StagedRows rows)
    {
        var alarms = state.Alarms;
        var last = BlockPages.PageOf(_until);
        var isTip = _minute >= last;
        if (_isLate) Compare(alarms, isTip);
        if (isTip)
        {
            alarms.MoveTip(_state, _until);
            SettleOpen(alarms);
            alarms.Events.EndOrphans(alarms.Tip!, alarms.Rules!.Levels, _until);
        }
        alarms.RulesChangedAt = long.MaxValue;
        var at = origin with { KnownAtUnixMicros = Math.Max(origin.KnownAtUnixMicros, alarms.KnownAtUnixMicros) };
        if (_marks.Count > 0) alarms.Replace(_first, isTip ? last - 1 : _minute, _marks, mark => rows.Add(state.Id, mark, at));
        alarms.Events.Flush(alarm => rows.Add(state.Id, alarm, at));
        alarms.Shrink(_first);
        Timers.Set(state);
    }

    // What was not met again never was, unless it was raised after the minutes judged again, by a state that is as it was.
    private void Compare(AssetAlarms alarms, bool isTip)
    {
        var (events, end) = (alarms.Events, isTip ? long.MaxValue : ((_minute + 1) * BlockPages.PageMicros) - 1);
        for (var i = events.IndexOf(_onsets); i < events.All.Count && events.All[i].Onset <= end; i++) _suspects.Add(events.All[i]);
        foreach (var alarm in _suspects)
        {
            if (alarm.IsMet || alarm.Content.Withdrawn || Breakage == AlarmBreakage.WithdrawsNothing
                || (!isTip && IsAhead(alarm, end))) continue;
            events.Set(alarm, alarm.Content with { Withdrawn = true, Because = AlarmText.Withdrawn });
        }
        // Those that still stand at the end return when they did.
        if (isTip) return;
        foreach (var level in _state.Rules.Levels)
            if (_state.Levels[level.Index] is { HasEvent: true } s && events.Find(level, s.Onset) is { } alarm
                && _before.TryGetValue(alarm, out var before) && !before.Withdrawn) events.Set(alarm, before);
    }

    private bool IsAhead(AlarmEvent alarm, long end)
    {
        foreach (var level in _state.Rules.Levels)
            if (alarm.Is(level, alarm.Onset)
                && (_state.Levels[level.Index].Onset == alarm.Onset || (level.Onsets > 0 && alarm.Content.Raised > end))) return true;
        return false;
    }

    // At the present: what stands has no end, but for one that the clock has shown.
    private static void SettleOpen(AssetAlarms alarms)
    {
        var (tip, events) = (alarms.Tip!, alarms.Events);
        foreach (var level in alarms.Rules!.Levels)
            if (tip.Levels[level.Index] is { HasEvent: true } s && events.Find(level, s.Onset) is { } alarm
                && alarm.Content.Returned != UnixMicros.None && !(s.Phase == LevelPhase.Leaving && alarm.Content.Returned == s.Left))
                events.Set(alarm, AlarmContent.Of(new AlarmChange(level, s.Onset, s.Due, UnixMicros.None, s.Value, AlarmEnd.Normal)));
    }
}
