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

    /// <summary>
    /// The limit that the alarms of a rule begin with; null when there is no such one: its levels must all be limits of one signal in one
    /// direction.
    /// </summary>
    public static AlarmCondition.Compare? FirstLimit(AlarmRule rule)
    {
        var limits = rule.Levels.Select(l => l.When as AlarmCondition.Compare).ToList();
        if (limits is not [{ Comparison: AlarmComparison.Above or AlarmComparison.Below } first, ..]) return null;
        if (limits.Exists(l => l is null || l.Signal != first.Signal || l.Comparison != first.Comparison)) return null;
        return first.Comparison == AlarmComparison.Above ? limits.MinBy(l => l!.Limit) : limits.MaxBy(l => l!.Limit);
    }

    /// <summary>
    /// The narrowest deadband that removes half of the alarms or more, else the one that removes most; null when none removes any. It is
    /// at most a tenth of the signal's range.
    /// </summary>
    /// <param name="limit">The limit.</param>
    /// <param name="alarms">Number of alarms.</param>
    /// <param name="normal">The most normal value of each pause between two of them: of an upper limit the smallest.</param>
    public static AlarmAdvice? Deadband(AlarmCondition.Compare limit, int alarms, IReadOnlyCollection<double> normal)
    {
        if (AlarmSignals.Find(limit.Signal) is not { IsNumber: true } signal) return null;
        // A deadband wider than this would have kept the alarm standing. What ended within the deadband was ended by something else.
        var distances = normal.Select(v => limit.Comparison == AlarmComparison.Above ? limit.Limit - v : v - limit.Limit)
            .Where(d => d >= limit.Deadband).Order().ToList();
        var room = limit.Comparison == AlarmComparison.Above ? limit.Limit - signal.Min : signal.Max - limit.Limit;
        var widest = Math.Min((signal.Max - signal.Min) / 10, room);
        var advice = new List<AlarmAdvice>();
        Add(advice, AlarmRemedy.Deadband, alarms, distances.Select(d => Wider(d, widest)).Where(d => d <= widest),
            deadband => distances.Count(d => d < deadband));
        return advice.SingleOrDefault();
    }

    // The next amount of two digits.
    private static double Wider(double distance, double widest)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(distance, widest / 10_000))) - 1);
        return Math.Round((Math.Floor(distance / step) + 1) * step, 9);
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
