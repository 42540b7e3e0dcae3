using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;

namespace Maintenance.Core.WorkOrders;

/// <summary>
/// When a work order is due: before the lower quantile of the remaining life, as one machine in ten fails by then. Operating hours are
/// taken for hours of the clock: a machine that rests lives longer, never shorter.
/// </summary>
/// <param name="UnixMicros">When.</param>
/// <param name="Because">Why then, in words.</param>
public sealed record WorkOrderDue(long UnixMicros, string Because)
{
    /// <summary>Nothing is left for longer: a prognosis so far ahead says little.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(30);

    /// <summary>By the remaining life, where it is estimated, else by the priority.</summary>
    /// <param name="life">Remaining life when the order is raised.</param>
    /// <param name="assessedUnixMicros">Event time of that assessment, from which the life counts.</param>
    /// <param name="priority">Priority of the order.</param>
    /// <param name="nowUnixMicros">When the order is raised.</param>
    public static WorkOrderDue Of(RulQuantiles life, long assessedUnixMicros, AlarmPriority priority, long nowUnixMicros)
    {
        if (!life.IsKnown || !float.IsFinite(life.P10))
        {
            var usual = UsualOf(priority);
            return new(nowUnixMicros + Core.Time.UnixMicros.Length(usual), string.Create(CultureInfo.InvariantCulture,
                $"no remaining life is estimated; {usual.TotalDays:0} day{(usual.TotalDays > 1 ? "s" : "")} by its priority"));
        }
        var beyond = life.IsBeyond(life.P10);
        var hours = Math.Max(0, beyond ? life.Limit : life.P10);
        var told = string.Create(CultureInfo.InvariantCulture,
            $"P10 of the remaining life is {(beyond ? "more than " : "")}{hours:0.#} operating hours");
        if (hours > Longest.TotalHours)
            return new(nowUnixMicros + Core.Time.UnixMicros.Length(Longest), string.Create(CultureInfo.InvariantCulture,
                $"{told}; at most {Longest.TotalDays:0} days are given"));
        var due = assessedUnixMicros + (long)((double)hours * 3600 * Core.Time.UnixMicros.PerSecond);
        return due >= nowUnixMicros ? new(due, told) : new(nowUnixMicros, told + " and they are over: at once");
    }

    private static TimeSpan UsualOf(AlarmPriority priority) => priority switch
    {
        AlarmPriority.High => TimeSpan.FromDays(1),
        AlarmPriority.Medium => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(30),
    };
}
