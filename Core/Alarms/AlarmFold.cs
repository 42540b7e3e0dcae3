using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>
/// The alarms of one asset as known at one moment: events, operators' actions and the clock, folded in the order of becoming known.
/// Inputs must come in that order; the same inputs always give the same alarms. Threading: one at a time.
/// </summary>
public sealed class AlarmFold
{
    private readonly string _asset;
    private readonly Func<string, long, AlarmRulePeriod> _find;
    private readonly long _keepReturnedMicros;
    private readonly Dictionary<string, AlarmEntry> _entries;
    private readonly Dictionary<string, string> _firsts;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private OperatorActionRow? _maintenance;

    /// <param name="asset">The asset.</param>
    /// <param name="definitions">Rules.</param>
    /// <param name="keepReturned">How long what has returned waits for acknowledgement.</param>
    public AlarmFold(string asset, AlarmDefinitions definitions, TimeSpan keepReturned)
        : this(asset, (rule, at) => definitions.Find(asset, rule, at), UnixMicros.Length(keepReturned), new(StringComparer.Ordinal),
            new(StringComparer.Ordinal))
    {
    }

    /// <param name="asset">The asset.</param>
    /// <param name="rules">Its rules, which do not change.</param>
    /// <param name="keepReturned">How long what has returned waits for acknowledgement.</param>
    public AlarmFold(string asset, IReadOnlyList<AlarmRulePeriod> rules, TimeSpan keepReturned)
        : this(asset, (rule, at) => AlarmDefinitions.Find(rules, rule, at), UnixMicros.Length(keepReturned), new(StringComparer.Ordinal),
            new(StringComparer.Ordinal))
    {
    }

    private AlarmFold(string asset, Func<string, long, AlarmRulePeriod> find, long keepReturnedMicros,
        Dictionary<string, AlarmEntry> entries, Dictionary<string, string> firsts)
    {
        _asset = asset;
        _find = find;
        _keepReturnedMicros = keepReturnedMicros;
        _entries = entries;
        _firsts = firsts;
    }

    /// <summary>Told of every step, refused ones too; null: nobody.</summary>
    public Action<AlarmStep>? Observer { get; init; }

    /// <summary>The latest time that is folded in: of an input, or of what the clock did.</summary>
    public long UntilUnixMicros { get; private set; } = UnixMicros.None;

    /// <summary>When the clock does something next; <see cref="long.MaxValue"/>: never, as things stand.</summary>
    public long DueUnixMicros
    {
        get
        {
            var due = long.MaxValue;
            foreach (var entry in _entries.Values) due = Math.Min(due, entry.Due(_keepReturnedMicros));
            return due;
        }
    }

    /// <summary>Events that are kept of all alarms: a few of each, the rest is in the store.</summary>
    public int KeptEvents => _entries.Values.Sum(e => e.Events.Length);

    /// <summary>All alarms.</summary>
    public IEnumerable<Alarm> Alarms => _entries.Values.Select(e => e.View());

    /// <summary>The alarm of a rule; null when it never was one.</summary>
    public Alarm? Find(string rule) => _entries.GetValueOrDefault(rule)?.View();

    /// <summary>What the state machine knows of it.</summary>
    public AlarmStatus StatusOf(string rule) => _entries.GetValueOrDefault(rule)?.Status ?? AlarmStatus.Initial;

    /// <summary>Hands over the alarms that changed since the last call.</summary>
    public void TakeChanged(Action<Alarm> take)
    {
        foreach (var rule in _changed) take(_entries[rule].View());
        _changed.Clear();
    }

    /// <summary>Makes every alarm count as changed.</summary>
    public void MarkAll() => _changed.UnionWith(_entries.Keys);

    /// <summary>True when this row, or newer knowledge of the same time, is folded in.</summary>
    public bool Knows(in AlarmEventRow row)
    {
        if (!_entries.TryGetValue(row.Rule, out var entry)) return false;
        foreach (var known in entry.Events)
            if (AlarmOccurrences.IsSame(known, row))
                return (known.KnownAtUnixMicros, known.LogOffset).CompareTo((row.KnownAtUnixMicros, row.LogOffset)) >= 0;
        return false;
    }

    /// <summary>A copy that goes its own way, without observer.</summary>
    public AlarmFold Clone() => new(_asset, _find, _keepReturnedMicros, new(_entries, StringComparer.Ordinal),
        new(_firsts, StringComparer.Ordinal))
    { _maintenance = _maintenance, UntilUnixMicros = UntilUnixMicros };

    /// <summary>Events that became known together.</summary>
    /// <param name="rows">Rows of this asset that one record of the log caused: of one <c>known_at</c> and <c>log_offset</c>.</param>
    public void Apply(IReadOnlyList<AlarmEventRow> rows)
    {
        var at = rows[0].KnownAtUnixMicros;
        AdvanceTo(at);
        UntilUnixMicros = Math.Max(UntilUnixMicros, at);
        if (rows.Count == 1)
        {
            Apply(EntryOf(rows[0].Rule, at), rows, at);
            return;
        }
        // What ends comes first, children before the parent whose end would announce them; then parents before what they mask, and what
        // began first before the rest of its group.
        foreach (var group in rows.GroupBy(r => r.Rule, StringComparer.Ordinal).Select(g => (Entry: EntryOf(g.Key, at), Rows: g))
            .OrderBy(g => Ends(g.Entry, g.Rows) ? -Depth(g.Entry) : 1 + Depth(g.Entry)).ThenBy(g => g.Rows.Min(r => r.EventTimeUnixMicros))
            .ThenBy(g => g.Entry.Rule, StringComparer.Ordinal))
            Apply(_entries[group.Entry.Rule], group.Rows, at);
    }

    /// <summary>An operator's action on one of the alarms, or on the whole asset.</summary>
    public void Apply(in OperatorActionRow action)
    {
        var at = action.EventTimeUnixMicros;
        AdvanceTo(at);
        UntilUnixMicros = Math.Max(UntilUnixMicros, at);
        if (action.Rule is null) Maintain(action);
        else ActionFold.Apply(this, EntryOf(action.Rule, at), action);
    }

    /// <summary>What the clock does until a time.</summary>
    public void AdvanceTo(long unixMicros)
    {
        while (true)
        {
            AlarmEntry? next = null;
            var due = long.MaxValue;
            foreach (var entry in _entries.Values)
                if (entry.Due(_keepReturnedMicros) is var own && (own < due
                    || (own == due && next is not null && string.CompareOrdinal(entry.Rule, next.Rule) < 0))) (next, due) = (entry, own);
            if (next is null || due > unixMicros) break;
            UntilUnixMicros = Math.Max(UntilUnixMicros, due);
            if (next.DueKind(due) is { } kind) Step(next, new(kind, due) { By = "system" });
            else Refresh(next, due);
        }
        if (_maintenance is { } maintenance && maintenance.UntilUnixMicros != UnixMicros.None
            && maintenance.UntilUnixMicros <= unixMicros) _maintenance = null;
    }

    /// <summary>Takes the rules as they are at a time; for when they have changed.</summary>
    public void Refresh(long unixMicros)
    {
        foreach (var entry in _entries.Values.ToList()) Refresh(entry, unixMicros);
    }

    internal AlarmEntry Step(AlarmEntry entry, in AlarmTrigger trigger)
    {
        var from = entry.Status.State;
        var (status, refusal) = AlarmMachine.Apply(entry.Status, trigger);
        Observer?.Invoke(new(entry.Rule, trigger, from, status.State, refusal));
        if (refusal is not null) return entry;
        entry = entry with
        {
            Status = status,
            WaitsSinceUnixMicros = status.Process != AlarmState.ReturnedUnacknowledged ? UnixMicros.None
                : entry.WaitsSinceUnixMicros == UnixMicros.None ? trigger.AtUnixMicros : entry.WaitsSinceUnixMicros,
            Owed = status.HighestSinceAcknowledged is null ? 0 : entry.Owed,
        };
        if (status.Process == AlarmState.Normal) entry = entry with { Assignee = null, Comments = 0, WorkOrder = null };
        Put(entry);
        Settle(entry, trigger.AtUnixMicros);
        return _entries[entry.Rule];
    }

    internal void Put(AlarmEntry entry)
    {
        _entries[entry.Rule] = entry;
        _changed.Add(entry.Rule);
    }

    private void Apply(AlarmEntry entry, IEnumerable<AlarmEventRow> rows, long at)
    {
        Mask(entry, at);
        EventFold.Apply(this, _entries[entry.Rule], rows, at);
    }

    private static bool Ends(AlarmEntry entry, IEnumerable<AlarmEventRow> rows) =>
        entry.Status.IsActive && AlarmOccurrences.Top(AlarmOccurrences.Merge(entry.Events, [.. rows])) is null;

    private AlarmEntry EntryOf(string rule, long at)
    {
        if (_entries.GetValueOrDefault(rule) is { } known) return known;
        var entry = new AlarmEntry(_asset, rule, _find(rule, at));
        if (_maintenance is { } action)
            entry = entry with
            {
                Status = entry.Status with { Maintenance = new AlarmSilence(action.Actor, action.UntilUnixMicros, action.Text) },
            };
        _entries[rule] = entry;
        return entry;
    }

    private void Maintain(in OperatorActionRow action)
    {
        var begins = action.Action == OperatorActions.OutOfService;
        _maintenance = begins ? action : null;
        var kind = begins ? AlarmTriggerKind.BeginMaintenance : AlarmTriggerKind.EndMaintenance;
        foreach (var entry in _entries.Values.OrderBy(e => e.Rule, StringComparer.Ordinal).ToList())
            Step(entry, new(kind, action.EventTimeUnixMicros)
            {
                By = action.Actor, UntilUnixMicros = action.UntilUnixMicros, Reason = action.Text,
            });
    }

    private void Refresh(AlarmEntry entry, long at)
    {
        var period = _find(entry.Rule, at);
        if (period == entry.Period) return;
        entry = entry with { Period = period };
        Put(entry);
        if (period.Rule.Enabled == entry.Status.IsSuppressed)
            entry = Step(entry, new(period.Rule.Enabled ? AlarmTriggerKind.Unsuppress : AlarmTriggerKind.Suppress, at) { By = "system" });
        Mask(entry, at);
    }

    // After a change of an alarm: what it masks, and the first of its group.
    private void Settle(AlarmEntry changed, long at)
    {
        foreach (var child in _entries.Values.Where(e => e.Period.Rule.MaskedBy == changed.Rule).ToList()) Mask(child, at);
        if (changed.Period.Rule.Group is not { } group) return;
        var members = _entries.Values.Where(e => e.Period.Rule.Group == group).ToList();
        if (!members.Exists(m => m.Status.IsActive)) _firsts.Remove(group);
        else if (changed.Status.IsActive) _firsts.TryAdd(group, changed.Rule);
        foreach (var member in members)
            if ((!_firsts.TryGetValue(group, out var first) || first == member.Rule) is var isFirst && isFirst != member.IsFirstInGroup)
                Put(_entries[member.Rule] with { IsFirstInGroup = isFirst });
    }

    private void Mask(AlarmEntry entry, long at)
    {
        var parent = entry.Period.Rule.MaskedBy is { } rule ? _entries.GetValueOrDefault(rule) : null;
        var masks = parent is { Status.IsActive: true } && parent.Status.State != AlarmState.OutOfService;
        if (masks == entry.Status.MaskedBy is not null) return;
        Step(entry, new(masks ? AlarmTriggerKind.Mask : AlarmTriggerKind.Unmask, at) { By = parent?.Rule ?? entry.Status.MaskedBy });
    }

    private int Depth(AlarmEntry entry)
    {
        var depth = 0;
        for (var parent = entry.Period.Rule.MaskedBy; parent is not null && depth < 8; depth++)
            parent = _entries.GetValueOrDefault(parent)?.Period.Rule.MaskedBy;
        return depth;
    }
}
