using System.Runtime.InteropServices;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// What a worker keeps of an asset to judge its alarms: the state after the last block judged, that at the end of the minutes before, and
/// the alarms since. All of it can be read back. Threading: one worker.
/// </summary>
internal sealed class AssetAlarms
{
    /// <summary>Minutes that stay in memory behind the last block judged.</summary>
    private const int KeptMinutes = 60;

    /// <summary>How long a worker may have judged by old rules before a restart, µs of event time.</summary>
    private const long Unnoticed = 15 * BlockPages.PageMicros;

    /// <summary>Minutes that may accumulate before the oldest are forgotten.</summary>
    private const int Slack = 16;

    /// <summary>Records without late data after which the minutes around it are forgotten.</summary>
    private const int MaxIdle = 600;

    private readonly List<AlarmMark> _marks = [];
    private int _idle = MaxIdle;

    /// <summary>The set that <see cref="Rules"/> was compiled from.</summary>
    public AlarmRuleSet? Set { get; private set; }

    /// <summary>The asset whose place and kind chose them out of the set; null of one that is not registered.</summary>
    public Asset? Asset { get; private set; }

    /// <summary>The rules; null before they are known.</summary>
    public CompiledRules? Rules { get; private set; }

    /// <summary>State after the last block judged; changed only by whoever judges.</summary>
    public FoldState? Tip { get; private set; }

    /// <summary>Event time through which blocks are judged, Unix µs; <see cref="long.MinValue"/> before the first.</summary>
    public long TipTime { get; private set; } = long.MinValue;

    /// <summary>True after a restart, until the minute of the last block is judged again: the state within it is not stored.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>What is known of the arrival of its data.</summary>
    public AssetArrival Arrival { get; } = new();

    /// <summary>Number of the first minute from which on minutes and alarms are in memory.</summary>
    public long FirstMinute { get; private set; } = long.MinValue;

    /// <summary>Its alarms.</summary>
    public AlarmEvents Events { get; } = new();

    /// <summary>No row may have an earlier <c>known_at</c>: the clock may have written one.</summary>
    public long KnownAtUnixMicros { get; set; } = long.MinValue;

    /// <summary>First event time for which other rules apply than those judged by, Unix µs; <see cref="long.MaxValue"/>: none.</summary>
    public long RulesChangedAt { get; set; } = long.MaxValue;

    /// <summary>When its timers are due, Unix µs, the earliest last.</summary>
    public List<long> Timers { get; } = [];

    /// <summary>Values of the signals of the minute judged last, and its number.</summary>
    public (long Minute, float[] Values) MinuteValues { get; set; } = (long.MinValue, []);

    /// <summary>Begins with the first block of an asset without history, or takes over changed rules.</summary>
    public void Use(AlarmRuleSet set, CompiledRules rules, Asset? asset)
    {
        (Set, Asset) = (set, asset);
        if (ReferenceEquals(rules, Rules)) return;
        if (Rules is { } before) RulesChangedAt = Math.Min(RulesChangedAt, FirstDifference(before, rules));
        // The worker before may have judged on for a moment before it knew of a change.
        else if (IsResumed) RulesChangedAt = rules.ChangeAfter(TipTime - Unnoticed);
        TakeOver(rules);
    }

    /// <summary>
    /// Takes over the rules of another place or kind, from the next block on: what was judged stays, as it was right when it was judged.
    /// </summary>
    public void Move(CompiledRules rules, Asset? asset)
    {
        Asset = asset;
        if (!ReferenceEquals(rules, Rules)) TakeOver(rules);
    }

    /// <summary>Goes on after a restart: nothing from a minute on is judged yet.</summary>
    public void StartAt(long minute)
    {
        (FirstMinute, TipTime, IsResumed) = (minute, (minute * BlockPages.PageMicros) - 1, true);
        _marks.Clear();
    }

    /// <summary>Adds what the store has of the minutes before those in memory.</summary>
    /// <param name="first">Number of the first minute that is complete now.</param>
    /// <param name="stored">States at the end of minutes, ascending; those before <paramref name="first"/> only as the beginning.</param>
    /// <param name="events">Alarms that stood in them.</param>
    public void Load(long first, IEnumerable<(long Minute, string? State)> stored, IEnumerable<AlarmEventRow> events)
    {
        foreach (var row in events)
        {
            if (Rules!.ArrivalLevelOf(row) is null) Events.Add(row);
            KnownAtUnixMicros = Math.Max(KnownAtUnixMicros, row.KnownAtUnixMicros);
        }
        var end = FirstMinute;
        _marks.RemoveAll(m => m.Minute < end);
        _marks.InsertRange(0, stored.Where(m => m.Minute < end || end == first)
            .Select(m => new AlarmMark(m.Minute, FoldStateText.Restored(Rules!, m.State)) { IsStored = true }));
        FirstMinute = first;
        if (first == end) Tip = StateBefore(first).Clone();
    }

    /// <summary>State at the end of the minutes before one: not to be changed.</summary>
    public FoldState StateBefore(long minute) => MarkBefore(minute)?.State ?? new FoldState(Rules!);

    /// <summary>The last minute with a state before one; null when there is none.</summary>
    public AlarmMark? MarkBefore(long minute) => IndexOf(minute) is > 0 and var i ? _marks[i - 1] : null;

    /// <summary>Replaces the states of a stretch.</summary>
    /// <param name="first">First minute.</param>
    /// <param name="last">Last minute.</param>
    /// <param name="marks">Its minutes with blocks, ascending.</param>
    /// <param name="write">Called with each one that needs a row.</param>
    public void Replace(long first, long last, List<AlarmMark> marks, Action<AlarmMark> write)
    {
        var before = StateBefore(first);
        var (from, until) = (IndexOf(first), last == long.MaxValue ? _marks.Count : IndexOf(last + 1));
        foreach (var mark in marks)
        {
            var known = IndexOf(mark.Minute) is var i && i < until && _marks[i].Minute == mark.Minute ? _marks[i] : null;
            var isStored = known?.IsStored == true;
            if (isStored ? !known!.State.Matches(mark.State) : !before.Matches(mark.State))
            {
                write(mark);
                isStored = true;
            }
            mark.IsStored = isStored;
            // Minutes that agree share one state: most do for hours.
            if (before.Matches(mark.State)) mark.State = before;
            before = mark.State;
        }
        _marks.RemoveRange(from, until - from);
        _marks.InsertRange(from, marks);
    }

    /// <summary>Notes through which block the asset is judged.</summary>
    public void MoveTip(FoldState state, long time) => (Tip, TipTime, IsResumed) = (state, time, false);

    /// <summary>Forgets what is not needed for the newest minutes, nor by late data.</summary>
    /// <param name="used">First minute that the last record needed.</param>
    public void Shrink(long used)
    {
        var live = BlockPages.PageOf(TipTime) - KeptMinutes;
        _idle = used < live ? 0 : _idle + 1;
        if (_idle < MaxIdle || _marks.Count == 0 || _marks[0].Minute >= live - Slack || FirstMinute >= live) return;
        var kept = Math.Max(0, IndexOf(live) - 1); // the last one before is where the first minute begins
        if (kept == 0) return;
        _marks.RemoveRange(0, kept);
        FirstMinute = live;
        Events.Forget((live * BlockPages.PageMicros) - Rules!.MaxOffDelay);
    }

    private void TakeOver(CompiledRules rules)
    {
        if (Rules is null) Tip = new FoldState(rules);
        else
        {
            var taken = new Dictionary<FoldState, FoldState>(ReferenceEqualityComparer.Instance);
            foreach (var mark in _marks) (mark.State, mark.Outcomes) = (Converted(mark.State, rules, taken), null);
            Tip = Converted(Tip!, rules, taken);
        }
        Rules = rules;
        Arrival.Use(rules, TipTime);
        MinuteValues = (long.MinValue, new float[rules.Signals.Length]);
    }

    private int IndexOf(long minute)
    {
        var marks = CollectionsMarshal.AsSpan(_marks);
        if (marks.IsEmpty || marks[^1].Minute < minute) return marks.Length;
        var (low, high) = (0, marks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (marks[middle].Minute < minute) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static FoldState Converted(FoldState state, CompiledRules rules, Dictionary<FoldState, FoldState> taken)
    {
        if (taken.TryGetValue(state, out var known)) return known;
        return taken[state] = FoldStateText.Restored(rules, FoldStateText.Of(state));
    }

    private static long FirstDifference(CompiledRules one, CompiledRules other)
    {
        var (a, b) = (PeriodsOf(one), PeriodsOf(other));
        var first = long.MaxValue;
        foreach (var period in a.Except(b).Concat(b.Except(a)))
            first = Math.Min(first, b.Any(p => p.Key == period.Key) && a.Any(p => p.Key == period.Key) ? period.Until : period.From);
        return first;
    }

    private static List<(string Key, long From, long Until)> PeriodsOf(CompiledRules rules) =>
        [.. rules.Rules.Select(r => (r.Key, r.Period.FromUnixMicros, r.Period.UntilUnixMicros))];
}
