using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>Compares alarms with what was true of a fleet.</summary>
internal static class FaultAlarms
{
    // About the data, not about the machine.
    private static readonly string[] OfData =
        [AlarmSignals.DataGap, AlarmSignals.ClockAhead, AlarmSignals.NotAssessed, AlarmSignals.SensorFaults,
            AlarmSignals.ModelRefused];

    /// <summary>Every fault that failed in a time, with the first alarm of the machine between its onset and its failure.</summary>
    /// <param name="fleet">The truth.</param>
    /// <param name="untilUnixMicros">End of the time, from the fleet's start.</param>
    /// <param name="alarmsOf">Alarms of an asset.</param>
    /// <param name="rules">The rules that judged.</param>
    public static IReadOnlyList<FaultAlarm> Of(
        SimulatedFleet fleet, long untilUnixMicros, Func<string, IReadOnlyList<AlarmOccurrence>> alarmsOf, AlarmRuleSet rules)
    {
        var faults = new List<FaultAlarm>();
        for (var drill = 0; drill < fleet.Assets.Count; drill++)
        {
            if (fleet.Faults.Faults[drill] is not { } fault) continue;
            var asset = fleet.Assets[drill];
            var ofMachine = rules.For(asset).Where(p => IsOfMachine(p.Rule)).Select(p => p.Rule.Id).ToHashSet(StringComparer.Ordinal);
            var alarms = alarmsOf(asset.Id.Value).Where(a => ofMachine.Contains(a.Rule)).OrderBy(a => a.RaisedUnixMicros).ToList();
            foreach (var (failed, _) in fault.EventsBetween(fleet.Options.StartUnixMicros, untilUnixMicros).Where(e => !e.IsRepair))
            {
                var onset = failed - UnixMicros.Length(fault.Growth);
                var first = alarms.Find(a => a.RaisedUnixMicros >= onset && a.RaisedUnixMicros < failed);
                faults.Add(new FaultAlarm(asset.Id.Value, fault.FailureMode, UnixMicros.ToUtc(onset), UnixMicros.ToUtc(failed),
                    first.Rule is null ? null : UnixMicros.ToUtc(first.RaisedUnixMicros), first.Rule));
            }
        }
        return faults;
    }

    /// <summary>Alarms that stood for longer than a day until the end, beside what was true of their drill.</summary>
    public static IReadOnlyList<StaleAlarm> StaleOf(
        SimulatedFleet fleet, long untilUnixMicros, Func<string, IReadOnlyList<AlarmOccurrence>> alarmsOf)
    {
        var stale = new List<StaleAlarm>();
        for (var drill = 0; drill < fleet.Assets.Count; drill++)
        {
            var (asset, fault) = (fleet.Assets[drill].Id.Value, fleet.Faults.Faults[drill]);
            foreach (var alarm in alarmsOf(asset))
            {
                var end = Math.Min(alarm.EndUnixMicros, untilUnixMicros);
                if (alarm.WasOver || end - alarm.CallableUnixMicros <= UnixMicros.Length(AlarmLoadLimits.Stale)) continue;
                var events = fault?.EventsBetween(alarm.CallableUnixMicros, untilUnixMicros).ToList() ?? [];
                stale.Add(new StaleAlarm(asset, alarm.Rule, UnixMicros.ToUtc(alarm.RaisedUnixMicros),
                    alarm.EndUnixMicros < untilUnixMicros ? UnixMicros.ToUtc(alarm.EndUnixMicros) : null, fault?.FailureMode,
                    First(events.Where(e => !e.IsRepair).Select(e => e.UnixMicros)),
                    First(events.Where(e => e.IsRepair).Select(e => e.UnixMicros))));
            }
        }
        return stale;

        static DateTime? First(IEnumerable<long> times) => times.Cast<long?>().FirstOrDefault() is { } at ? UnixMicros.ToUtc(at) : null;
    }

    /// <summary>True if a level of the rule looks at the machine, not only at its data and sensors.</summary>
    public static bool IsOfMachine(AlarmRule rule) => rule.Levels.Any(l => Signals(l.When).Any(s =>
        !OfData.Contains(s, StringComparer.Ordinal) && !s.StartsWith(AlarmSignals.SensorFault, StringComparison.Ordinal)));

    private static IEnumerable<string> Signals(AlarmCondition condition) => condition switch
    {
        AlarmCondition.Compare compare => [compare.Signal],
        AlarmCondition.All all => all.Conditions.SelectMany(Signals),
        AlarmCondition.Any any => any.Conditions.SelectMany(Signals),
        AlarmCondition.Not not => Signals(not.Condition),
        _ => [],
    };
}
