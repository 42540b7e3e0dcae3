using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// Adds up the alarms of a window asset by asset: memory for one asset's alarms, a counter per minute, and the
/// <see cref="AlarmLoadLimits.BadActors"/>. Not thread-safe.
/// </summary>
public sealed class AlarmPerformanceTally(AlarmWindow window)
{
    /// <summary>Most floods that are listed.</summary>
    public const int MaxFloods = 20;

    private readonly MinuteLoad _load = new(window);
    private readonly int[] _fates = new int[Enum.GetValues<AlarmFate>().Length];
    private readonly int[] _priorities = new int[(int)AlarmPriority.High + 1];
    private readonly DurationTally _toAcknowledge = new();
    private readonly DurationTally _toClear = new();
    private readonly List<BadActor> _worst = [];
    private int _assets;
    private int _chattering;
    private int _fleeting;
    private int _stale;
    private int _standing;
    private int _unacknowledged;
    private int _escalations;
    private int _withdrawn;

    /// <summary><see cref="AlarmPerformance.DrillsJudged"/>.</summary>
    public int DrillsJudged { get; set; }

    /// <summary>Adds an asset, once.</summary>
    /// <param name="asset">Id.</param>
    /// <param name="rows">All rows of its alarms that stand or stood in the window, what is out of date included, in any order.</param>
    /// <param name="actions">Operators' actions on them until the window's end; those before it too that silence.</param>
    /// <param name="rules">Its rules.</param>
    public void Add(
        string asset, IReadOnlyList<AlarmEventRow> rows, IEnumerable<OperatorActionRow> actions, IReadOnlyList<AlarmRulePeriod> rules)
    {
        _assets++;
        var alarms = AlarmOccurrences.Of(rows, out var withdrawn);
        _withdrawn += withdrawn.Count(window.Includes);
        var silences = new AlarmSilences(asset, rows, actions, rules, window.UntilUnixMicros);
        foreach (var alarm in alarms.GroupBy(a => a.Rule, StringComparer.Ordinal)) Add(asset, [.. alarm], silences, rules);
    }

    /// <summary>The figures of what was added.</summary>
    public AlarmPerformance Figures()
    {
        var alarms = _fates[(int)AlarmFate.Announced];
        var floods = _load.Floods();
        return new AlarmPerformance
        {
            Window = window,
            DrillsJudged = DrillsJudged,
            IsKnown = DrillsJudged > 0 || _assets > 0,
            Alarms = alarms,
            PerOperatorHour = alarms / window.OperatorHours,
            PeakPerTenMinutes = _load.Peak,
            ShareOverTen = _load.ShareOverTen,
            Floods = floods.Count,
            FloodShare = floods.Sum(f => (double)(f.UntilUnixMicros - f.FromUnixMicros))
                / (window.UntilUnixMicros - window.FromUnixMicros),
            WorstFloods = [.. floods.OrderByDescending(f => f.Alarms).Take(MaxFloods).OrderBy(f => f.FromUnixMicros)],
            Chattering = _chattering,
            Fleeting = _fleeting,
            Stale = _stale,
            StandingAtEnd = _standing,
            BadActors = [.. _worst.Select(w => w with { Share = ShareOf(w.Alarms)!.Value })],
            BadActorsShare = ShareOf(_worst.Sum(w => w.Alarms)),
            Priorities = [.. Enum.GetValues<AlarmPriority>().OrderDescending().Select(p => new PriorityShare(
                p, _priorities[(int)p], ShareOf(_priorities[(int)p]), AlarmLoadLimits.ShareOf(p)))],
            ToAcknowledge = _toAcknowledge.Figures(),
            Unacknowledged = _unacknowledged,
            ToClear = _toClear.Figures(),
            Escalations = _escalations,
            OverWhenKnown = _fates[(int)AlarmFate.OverWhenKnown],
            Masked = _fates[(int)AlarmFate.Masked],
            Shelved = _fates[(int)AlarmFate.Shelved],
            OutOfService = _fates[(int)AlarmFate.OutOfService],
            Withdrawn = _withdrawn,
        };

        double? ShareOf(int count) => alarms == 0 ? null : count / (double)alarms;
    }

    // One alarm of one asset: its occurrences in order.
    private void Add(string asset, IReadOnlyList<AlarmOccurrence> alarm, AlarmSilences silences, IReadOnlyList<AlarmRulePeriod> rules)
    {
        var announced = new List<(AlarmOccurrence Alarm, long At)>();
        foreach (var one in alarm)
        {
            var fate = FateOf(one, silences, out var at);
            if (fate == AlarmFate.Announced) announced.Add((one, at));
            else if (window.Includes(one.CallableUnixMicros)) _fates[(int)fate]++;
        }
        for (var i = 0; i < announced.Count; i++)
        {
            CountStanding(announced[i].Alarm, announced[i].At, silences);
            if (window.Includes(announced[i].At))
                Count(announced[i].Alarm, announced[i].At, i + 1 < announced.Count ? announced[i + 1].At : long.MaxValue, silences);
        }
        var within = announced.FindAll(a => window.Includes(a.At));
        var chatters = Chatters(within);
        if (chatters) _chattering++;
        if (within.Count > 0) Rank(asset, [.. within.Select(a => a.Alarm)], chatters, rules);
    }

    // Announced when the list first showed it as standing and not silenced; else by what silenced it last before it was known to be over.
    private static AlarmFate FateOf(in AlarmOccurrence alarm, AlarmSilences silences, out long at)
    {
        at = alarm.CallableUnixMicros;
        if (alarm.WasOver) return AlarmFate.OverWhenKnown;
        AlarmFate? silenced = null;
        for (var next = at; ; at = next)
        {
            var state = silences.At(alarm.Rule, at, out next);
            if (state is AlarmState.Unacknowledged or AlarmState.Acknowledged) return AlarmFate.Announced;
            silenced = AlarmSilences.FateOf(state) ?? silenced;
            if (next >= alarm.OverKnownUnixMicros) return silenced ?? AlarmFate.Announced;
        }
    }

    private void Count(in AlarmOccurrence alarm, long at, long next, AlarmSilences silences)
    {
        _fates[(int)AlarmFate.Announced]++;
        _load.Add(at);
        _priorities[(int)alarm.Priority]++;
        _escalations += alarm.Escalations;
        if (alarm.EndUnixMicros - alarm.RaisedUnixMicros < UnixMicros.Length(AlarmLoadLimits.Fleeting)) _fleeting++;
        if (alarm.ReturnedUnixMicros != UnixMicros.None) _toClear.Add(alarm.ReturnedUnixMicros - at);
        var acknowledged = silences.AcknowledgedBetween(alarm.Rule, at, Math.Min(next, window.UntilUnixMicros));
        if (acknowledged == UnixMicros.None) _unacknowledged++;
        else _toAcknowledge.Add(acknowledged - at);
    }

    private void CountStanding(in AlarmOccurrence alarm, long at, AlarmSilences silences)
    {
        var end = Math.Min(alarm.EndUnixMicros, window.UntilUnixMicros);
        if (end <= window.FromUnixMicros || at >= window.UntilUnixMicros) return;
        if (silences.IsHeardFor(alarm.Rule, at, end, UnixMicros.Length(AlarmLoadLimits.Stale))) _stale++;
        if (alarm.EndUnixMicros >= window.UntilUnixMicros) _standing++;
    }

    private static bool Chatters(List<(AlarmOccurrence Alarm, long At)> announced)
    {
        var within = UnixMicros.Length(AlarmLoadLimits.ChatterWithin);
        for (var i = AlarmLoadLimits.Chatter - 1; i < announced.Count; i++)
            if (announced[i].At - announced[i - AlarmLoadLimits.Chatter + 1].At < within) return true;
        return false;
    }

    // The worst, most first; of equal ones by name, so that the order in which assets are added does not matter.
    private void Rank(string asset, IReadOnlyList<AlarmOccurrence> alarms, bool chatters, IReadOnlyList<AlarmRulePeriod> rules)
    {
        var rule = alarms[0].Rule;
        var place = _worst.FindIndex(w => w.Alarms < alarms.Count || (w.Alarms == alarms.Count
            && (string.CompareOrdinal(asset, w.Asset), string.CompareOrdinal(rule, w.Rule)) is ( < 0, _) or (0, < 0)));
        if (place < 0) place = _worst.Count;
        if (place >= AlarmLoadLimits.BadActors) return;
        var advice = AlarmAdvice.For(alarms, RuleOf(alarms[^1], rules)).OrderByDescending(a => a.Removed).ToList();
        _worst.Insert(place, new BadActor(asset, rule, alarms.Count, Share: 0, chatters, advice) { Pauses = AlarmPause.Of(alarms) });
        if (_worst.Count > AlarmLoadLimits.BadActors) _worst.RemoveAt(AlarmLoadLimits.BadActors);
    }

    // The rule that judged an alarm; null when it is not among them.
    private static AlarmRule? RuleOf(in AlarmOccurrence alarm, IReadOnlyList<AlarmRulePeriod> rules)
    {
        foreach (var period in rules)
            if (period.Rule.Id == alarm.Rule && alarm.BeginUnixMicros >= period.FromUnixMicros
                && alarm.BeginUnixMicros < period.UntilUnixMicros) return period.Rule;
        return null;
    }
}
