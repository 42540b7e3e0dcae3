using Maintenance.Core.Time;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// One drill's fault, the ground truth for training and evaluation. It recurs: healthy for <see cref="OnsetDelay"/>, growing for
/// <see cref="Growth"/>, failed for <see cref="FailedFor"/>, then repaired, and again.
/// </summary>
/// <param name="FailureMode">One of <see cref="Core.Conditions.FailureModes"/>.</param>
/// <param name="StartUnixMicros">Origin of the first cycle, Unix µs UTC.</param>
/// <param name="OnsetDelay">Time from the origin of a cycle to the onset.</param>
/// <param name="Growth">Time from the onset (severity 0) to failure (severity 1).</param>
/// <param name="FailedFor">Time at severity 1 until the repair.</param>
public sealed record Fault(string FailureMode, long StartUnixMicros, TimeSpan OnsetDelay, TimeSpan Growth, TimeSpan FailedFor)
{
    private long PeriodMicros => UnixMicros.Length(OnsetDelay) + UnixMicros.Length(Growth) + UnixMicros.Length(FailedFor);

    /// <summary>Severity 0…1 at a time; grows as x^1.5, slowly at first like wear. 0 before the origin.</summary>
    public double SeverityAt(long unixMicros)
    {
        if (unixMicros < StartUnixMicros) return 0;
        var sinceOnset = (unixMicros - StartUnixMicros) % PeriodMicros - UnixMicros.Length(OnsetDelay);
        if (sinceOnset <= 0) return 0;
        var x = Math.Min(1, (double)sinceOnset / UnixMicros.Length(Growth));
        return x * Math.Sqrt(x);
    }

    /// <summary>
    /// True remaining useful life at a time: hours until severity 1 in this cycle; 0 once failed. Defined before onset too.
    /// </summary>
    public double RemainingHoursAt(long unixMicros)
    {
        var inCycle = unixMicros < StartUnixMicros ? unixMicros - StartUnixMicros : (unixMicros - StartUnixMicros) % PeriodMicros;
        return Math.Max(0, UnixMicros.Length(OnsetDelay) + UnixMicros.Length(Growth) - inCycle) / 3.6e9;
    }

    /// <summary>Failures and repairs in (<paramref name="after"/>, <paramref name="until"/>], in order.</summary>
    public IEnumerable<(long UnixMicros, bool IsRepair)> EventsBetween(long after, long until)
    {
        var lived = UnixMicros.Length(OnsetDelay) + UnixMicros.Length(Growth);
        for (var origin = StartUnixMicros
            + (Math.Max(0, after - StartUnixMicros) / PeriodMicros * PeriodMicros); origin < until; origin += PeriodMicros)
        {
            if (origin + lived > after && origin + lived <= until) yield return (origin + lived, IsRepair: false);
            if (origin + PeriodMicros > after && origin + PeriodMicros <= until) yield return (origin + PeriodMicros, IsRepair: true);
        }
    }
}
