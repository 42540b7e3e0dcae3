using Maintenance.Core.Alarms;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Registry;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Judges the rules that are about the installation: while its champion is refused there is one alarm of
/// <see cref="AlarmSignals.Installation"/>, however many drills its predecessor goes on to judge. Rows move an offset, so that of two
/// processes that write one wins. Not thread-safe.
/// </summary>
internal sealed class InstallationAlarms(
    ServingModels models, AlarmRules rules, IConditionStore store, LiveFeed feed, TimeProvider clock)
{
    private static readonly OffsetKey Key = new("alarm_engine", "installation", 0);
    private static readonly DateTime Newest = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private Dictionary<(string Rule, string Level), AlarmEventRow>? _standing;
    private long _refusedSince = UnixMicros.None;

    /// <summary>Judges once.</summary>
    /// <exception cref="StoreException">Nothing is known to be written.</exception>
    /// <exception cref="OffsetConflictException">Another process judges.</exception>
    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var standing = _standing ??= await ReadAsync(cancellationToken);
        var (now, failure) = (UnixMicros.Now(clock), models.Failure);
        // After a restart it goes on from what stands.
        if (failure is null) _refusedSince = UnixMicros.None;
        else if (_refusedSince == UnixMicros.None)
            _refusedSince = standing.Values.Select(r => r.EventTimeUnixMicros).Append(now).Min();
        var rows = new List<AlarmEventRow>();
        foreach (var (rule, level) in Levels(now))
        {
            var due = _refusedSince + (long)(LimitOf(level) * UnixMicros.PerSecond) + UnixMicros.Length(rule.OnDelay);
            if (failure is not null && now >= due && !standing.ContainsKey((rule.Id, level.Name)))
                rows.Add(Raised(rule, level, due, now, failure));
        }
        var judged = Levels(now).Select(l => (l.Rule.Id, l.Level.Name)).ToHashSet();
        rows.AddRange(standing.Where(s => failure is null || !judged.Contains(s.Key)).Select(s => s.Value with
        {
            KnownAtUnixMicros = Math.Max(now, s.Value.KnownAtUnixMicros + 1),
            ReturnedUnixMicros = now,
        }));
        if (rows.Count > 0) await WriteAsync(rows, now, cancellationToken);
    }

    /// <summary>Reads what stands anew: it may have been written elsewhere, or not at all.</summary>
    public void Reset() => _standing = null;

    private async Task<Dictionary<(string Rule, string Level), AlarmEventRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var range = new AlarmRange(Newest, Newest, Latching: [], Assets: [AlarmSignals.Installation]);
        var found = new Dictionary<(string Rule, string Level), AlarmEventRow>();
        foreach (var row in await AlarmEventsQuery.RunAsync(store, range, cancellationToken)) // in the order of becoming known
            if (row.ReturnedUnixMicros == UnixMicros.None && !row.Withdrawn) found[(row.Rule, row.Level)] = row;
            else if (found.GetValueOrDefault((row.Rule, row.Level)).EventTimeUnixMicros == row.EventTimeUnixMicros)
                found.Remove((row.Rule, row.Level));
        return found;
    }

    private async Task WriteAsync(List<AlarmEventRow> rows, long now, CancellationToken cancellationToken)
    {
        var told = await store.ReadOffsetAsync(Key, cancellationToken);
        var move = new OffsetMove(Key, told, Math.Max(now, (told ?? 0) + 1));
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of<AlarmEventRow>([.. rows])], Offset = move }, cancellationToken);
        feed.PublishAlarms(rows);
        foreach (var row in rows)
            if (row.ReturnedUnixMicros == UnixMicros.None) _standing![(row.Rule, row.Level)] = row;
            else _standing!.Remove((row.Rule, row.Level));
    }

    private IEnumerable<(AlarmRule Rule, AlarmLevel Level)> Levels(long now) =>
        rules.Current.For(asset: null).Where(p => p.Rule is { Enabled: true, IsOfInstallation: true } && p.FromUnixMicros <= now
            && now < p.UntilUnixMicros).SelectMany(p => p.Rule.Levels.Select(l => (p.Rule, l)));

    private static double LimitOf(AlarmLevel level) => ((AlarmCondition.Compare)level.When).Limit;

    private AlarmEventRow Raised(AlarmRule rule, AlarmLevel level, long due, long now, string failure) => new()
    {
        Asset = AlarmSignals.Installation,
        Rule = rule.Id,
        Level = level.Name,
        EventTimeUnixMicros = _refusedSince,
        KnownAtUnixMicros = now,
        LogPartition = 0,
        LogOffset = 0,
        RuleVersion = rule.Version,
        Priority = (int)level.Priority,
        RaisedUnixMicros = due,
        ReturnedUnixMicros = UnixMicros.None,
        Value = (float)((now - _refusedSince) / (double)UnixMicros.PerSecond),
        Limit = (float)LimitOf(level),
        Withdrawn = false,
        Because = $"{failure} Model {models.Champion.Name} goes on to judge.",
    };
}
