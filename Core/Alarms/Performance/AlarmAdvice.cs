using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>What a change of a rule would have done to one alarm in the window.</summary>
/// <param name="Remedy">What to change.</param>
/// <param name="Amount">To what: s of a delay, the signal's unit of a deadband.</param>
/// <param name="Removed">Alarms that would not have come.</param>
public sealed record AlarmAdvice(AlarmRemedy Remedy, double Amount, int Removed)
{
    /// <summary>Delays that are tried, s.</summary>
    public static IReadOnlyList<double> Delays { get; } = [5, 10, 15, 30, 60, 120, 300, 600, 1_800];

    /// <summary>
    /// For each kind of delay the shortest that removes half or more, else the one that removes most; none that removes nothing.
    /// An on-delay delays every alarm by as much: none longer than a tenth of the time to respond is advised.
    /// </summary>
    /// <param name="alarms">Announced alarms of one rule and asset, in order.</param>
    /// <param name="rule">The rule; null when it is not known, so that no on-delay is bounded.</param>
    public static IReadOnlyList<AlarmAdvice> For(IReadOnlyList<AlarmOccurrence> alarms, AlarmRule? rule)
    {
        var longest = rule is null ? double.PositiveInfinity : rule.TimeToRespond.TotalSeconds / 10;
        var advice = new List<AlarmAdvice>();
        Add(advice, AlarmRemedy.OnDelay, alarms.Count,
            Delays.Where(d => d <= longest && !(d <= rule?.OnDelay.TotalSeconds)), d => RemovedByOnDelay(alarms, d));
        Add(advice, AlarmRemedy.OffDelay, alarms.Count,
            Delays.Where(d => !(d <= rule?.OffDelay.TotalSeconds)), d => RemovedByOffDelay(alarms, d));
        return advice;
    }

    /// <summary>Alarms that stood no longer than a delay, s: no later reading would have shown them when they were due.</summary>
    public static int RemovedByOnDelay(IReadOnlyList<AlarmOccurrence> alarms, double seconds) =>
        alarms.Count(a => a.ReturnedUnixMicros != UnixMicros.None && a.ReturnedUnixMicros - a.BeginUnixMicros <= seconds * 1e6);

    /// <summary>Alarms that came again within a delay, s, of the one before.</summary>
    public static int RemovedByOffDelay(IReadOnlyList<AlarmOccurrence> alarms, double seconds)
    {
        var removed = 0;
        for (var i = 1; i < alarms.Count; i++)
            if (alarms[i].BeginUnixMicros - alarms[i - 1].EndUnixMicros < seconds * 1e6) removed++;
        return removed;
    }

    private static void Add(List<AlarmAdvice> advice, AlarmRemedy remedy, int all, IEnumerable<double> delays, Func<double, int> removed)
    {
        AlarmAdvice? best = null;
        foreach (var delay in delays)
        {
            var n = removed(delay);
            if (n > (best?.Removed ?? 0)) best = new AlarmAdvice(remedy, delay, n);
            if (2 * n >= all && n > 0) break;
        }
        if (best is not null) advice.Add(best);
    }
}
