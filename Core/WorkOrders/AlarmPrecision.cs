using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Core.WorkOrders;

/// <summary>
/// How well alarms told of faults, from what people found. Precision counts alarms that a done work order names and whose finding stands:
/// an alarm that nobody followed is neither right nor wrong. Recall counts recorded failures of the modes a rule is for, and asks for an
/// alarm within the horizon before each, in the same life of the machine. Pure: the same input in any order gives the same figures.
/// </summary>
public sealed class AlarmPrecision
{
    private readonly List<AlarmOccurrence> _alarms;
    private readonly Dictionary<AlarmOccurrence, string> _outcomes = [];
    private readonly List<(MaintenanceRecord Record, long LifeStart)> _failures = [];
    private readonly long _horizon;

    private AlarmPrecision(IEnumerable<AlarmOccurrence> events, IEnumerable<WorkOrder> orders, IReadOnlyList<MaintenanceRecord> findings,
        TimeSpan horizon, long sinceUnixMicros)
    {
        _alarms = [.. AlarmOccurrence.Of(events)];
        _horizon = UnixMicros.Length(horizon);
        Judge(orders, findings);
        foreach (var asset in findings.Where(f => !f.Withdrawn && f.Kind != MaintenanceKinds.Inspected)
            .GroupBy(f => f.Asset, StringComparer.Ordinal))
        {
            var start = long.MinValue;
            foreach (var record in asset.OrderBy(f => f.EventTimeUnixMicros).ThenBy(f => f.Kind, StringComparer.Ordinal))
            {
                // Alarms of before are not known, so that an earlier failure cannot be called missed.
                if (record.Kind == MaintenanceKinds.Failed && record.EventTimeUnixMicros - _horizon >= sinceUnixMicros)
                    _failures.Add((record, start));
                start = record.EventTimeUnixMicros;
            }
        }
    }

    /// <summary>An alarm longer than this before a failure says nothing of it, unless it still stood.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(7);

    /// <summary>The figures of every rule, all its versions together and each, and of every model; by name.</summary>
    /// <param name="events">Times in which levels stood, without withdrawn ones, in any order.</param>
    /// <param name="orders">Work orders in their newest revisions.</param>
    /// <param name="findings">Maintenance records of all kinds.</param>
    /// <param name="rulesOf">Rules of an asset by event time: rules that never alarmed have a recall too.</param>
    /// <param name="modelAt">Model that judged an asset at a time; null when unknown.</param>
    /// <param name="horizon">See <see cref="Horizon"/>.</param>
    /// <param name="sinceUnixMicros">Of what stood since this time all is among the events.</param>
    public static IReadOnlyList<AlarmFigures> Of(IEnumerable<AlarmOccurrence> events, IEnumerable<WorkOrder> orders,
        IReadOnlyList<MaintenanceRecord> findings, Func<string, IReadOnlyList<AlarmRulePeriod>> rulesOf,
        Func<string, long, string?> modelAt, TimeSpan horizon, long sinceUnixMicros = UnixMicros.None) =>
        [.. new AlarmPrecision(events, orders, findings, horizon, sinceUnixMicros).Figures(rulesOf, modelAt)];

    // An order names an alarm by a moment of its beginning; corrections may have moved that since.
    private void Judge(IEnumerable<WorkOrder> orders, IReadOnlyList<MaintenanceRecord> findings)
    {
        var standing = findings.Where(f => !f.Withdrawn && f.WorkOrder != 0 && f.Kind == MaintenanceKinds.Inspected)
            .ToLookup(f => f.WorkOrder);
        var byRule = _alarms.ToLookup(a => (a.Asset, a.Rule));
        foreach (var order in orders.Where(o => o.State == WorkOrderStates.Done).OrderBy(o => o.Number))
            foreach (var named in order.Alarms)
                if (standing[order.Number].MaxBy(f => f.EventTimeUnixMicros) is { } finding
                    && OutcomeOf(order, finding) is { } outcome and not FindingOutcomes.NotInspected
                    && byRule[(order.Asset, named.Rule)].FirstOrDefault(a => a.FromUnixMicros <= named.OccurrenceUnixMicros
                        && named.OccurrenceUnixMicros < a.UntilUnixMicros) is { } alarm)
                    _outcomes[alarm] = outcome;
    }

    // A record that was corrected since the order was closed says what holds.
    private static string? OutcomeOf(WorkOrder order, MaintenanceRecord finding) => finding.FailureMode switch
    {
        null => order.Outcome,
        FailureModes.None => FindingOutcomes.NothingFound,
        var mode when order.SuspectedMode is null || order.SuspectedMode == mode => FindingOutcomes.Confirmed,
        _ => FindingOutcomes.AnotherMode,
    };

    private IEnumerable<AlarmFigures> Figures(Func<string, IReadOnlyList<AlarmRulePeriod>> rulesOf, Func<string, long, string?> modelAt)
    {
        var assets = _alarms.Select(a => a.Asset).Concat(_failures.Select(f => f.Record.Asset)).Distinct(StringComparer.Ordinal);
        var rules = assets.ToDictionary(a => a, rulesOf, StringComparer.Ordinal);
        var subjects = rules.Values.SelectMany(r => r).GroupBy(p => p.Rule.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => AlarmSubject.Of(g.MaxBy(p => p.Rule.Version).Rule), StringComparer.Ordinal);
        var names = _alarms.Select(a => a.Rule).Concat(subjects.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var rule in names)
        {
            var own = _alarms.Where(a => a.Rule == rule).ToList();
            var versions = own.Select(a => a.RuleVersion).Concat(rules.Values.SelectMany(r => r).Where(p => p.Rule.Id == rule)
                .Select(p => p.Rule.Version)).Distinct().Order();
            yield return FiguresOf(own, Failures(null)) with { Rule = rule };
            foreach (var version in versions)
                yield return FiguresOf([.. own.Where(a => a.RuleVersion == version)], Failures(version)) with
                {
                    Rule = rule,
                    Version = version,
                };

            // Those that a version judged: a failure before it was written is not one that it missed.
            IEnumerable<(MaintenanceRecord Record, long LifeStart)> Failures(int? version) => _failures.Where(f =>
                rules[f.Record.Asset].Any(p => p.Rule.Id == rule && (version is null || p.Rule.Version == version) && p.Rule.Enabled
                    && p.FromUnixMicros <= f.Record.EventTimeUnixMicros && f.Record.EventTimeUnixMicros < p.UntilUnixMicros
                    && AlarmSubject.Of(p.Rule).IsFor(f.Record.FailureMode)));
        }
        var judgedByModel = _alarms.Where(a => a.Model is not null && subjects.GetValueOrDefault(a.Rule) is { UsesModel: true }).ToList();
        foreach (var model in judgedByModel.Select(a => a.Model!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            yield return FiguresOf([.. judgedByModel.Where(a => a.Model == model)],
                _failures.Where(f => modelAt(f.Record.Asset, f.Record.EventTimeUnixMicros) == model)) with
            { Model = model };
    }

    private AlarmFigures FiguresOf(List<AlarmOccurrence> alarms, IEnumerable<(MaintenanceRecord Record, long LifeStart)> failures)
    {
        var byAsset = alarms.ToLookup(a => a.Asset, StringComparer.Ordinal);
        var outcomes = alarms.Select(a => _outcomes.GetValueOrDefault(a)).ToList();
        var (count, leads) = (0, new List<double>());
        foreach (var (failure, lifeStart) in failures)
        {
            count++;
            var at = failure.EventTimeUnixMicros;
            var first = byAsset[failure.Asset].Where(a => a.FromUnixMicros < at && a.UntilUnixMicros > Math.Max(lifeStart, at - _horizon))
                .Select(a => Math.Max(lifeStart, a.FromUnixMicros)).DefaultIfEmpty(UnixMicros.None).Min();
            if (first != UnixMicros.None) leads.Add((at - first) / (3600.0 * UnixMicros.PerSecond));
        }
        leads.Sort();
        return new AlarmFigures
        {
            Alarms = alarms.Count,
            Confirmed = outcomes.Count(o => o == FindingOutcomes.Confirmed),
            AnotherMode = outcomes.Count(o => o == FindingOutcomes.AnotherMode),
            NothingFound = outcomes.Count(o => o == FindingOutcomes.NothingFound),
            Failures = count,
            LeadHours = leads,
        };
    }
}
