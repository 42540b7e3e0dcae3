using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>
/// Operators who acknowledge every alarm that calls them, in turn: half a minute to a quarter of an hour after it, mostly soon.
/// </summary>
internal static class SimulatedOperators
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["anna", "ben"];

    /// <summary>What they do, in order.</summary>
    /// <param name="alarms">Alarms, each with its asset.</param>
    /// <param name="seed">Seed of their haste.</param>
    public static IReadOnlyList<OperatorActionRow> Acknowledge(IEnumerable<(string Asset, AlarmOccurrence Alarm)> alarms, int seed)
    {
        var random = new Random(seed);
        return [.. alarms.OrderBy(a => a.Alarm.CallableUnixMicros).ThenBy(a => a.Asset, StringComparer.Ordinal)
            .ThenBy(a => a.Alarm.Rule, StringComparer.Ordinal)
            .Select((a, i) => (a.Asset, a.Alarm, Name: Names[i % Names.Count], At: a.Alarm.CallableUnixMicros + Delay(random)))
            .OrderBy(a => a.At).Select((a, i) => Row(i + 1, a.At, a.Name, a.Asset, a.Alarm))];
    }

    private static long Delay(Random random) =>
        UnixMicros.Length(TimeSpan.FromSeconds(Math.Round(30 + (870 * Math.Pow(random.NextDouble(), 2)))));

    private static OperatorActionRow Row(long sequence, long at, string name, string asset, in AlarmOccurrence alarm) => new()
    {
        Sequence = sequence,
        EventTimeUnixMicros = at,
        Actor = name,
        Action = OperatorActions.Acknowledge,
        Asset = asset,
        Rule = alarm.Rule,
        OccurrenceUnixMicros = alarm.BeginUnixMicros,
        Priority = (int)alarm.Priority,
        UntilUnixMicros = UnixMicros.None,
        Text = null,
        Detail = null,
        RequestKey = null,
        PreviousHash = "",
        Hash = "",
    };
}
