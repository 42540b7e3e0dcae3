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
    /// <summary>Defect within the mode, one of <see cref="BearingDefects"/>; null for the drill's own.</summary>
    public string? Defect { get; init; }

    /// <summary>False for a fault that happens once; after the repair the drill stays healthy.</summary>
    public bool Recurs { get; init; } = true;

    private long PeriodMicros => UnixMicros.Length(OnsetDelay) + UnixMicros.Length(Growth) + UnixMicros.Length(FailedFor);

    /// <summary>Severity 0…1 at a time; grows as x^1.5, slowly at first like wear. 0 before the origin.</summary>
    public double SeverityAt(long unixMicros)
    {
        if (unixMicros < StartUnixMicros || IsOver(unixMicros)) return 0;
        var sinceOnset = (unixMicros - StartUnixMicros) % PeriodMicros - UnixMicros.Length(OnsetDelay);
        if (sinceOnset <= 0) return 0;
        var x = Math.Min(1, (double)sinceOnset / UnixMicros.Length(Growth));
        return x * Math.Sqrt(x);
    }

    /// <summary>Time of the failure that lasts at a time, Unix µs; null while the drill works.</summary>
    public long? FailedAt(long unixMicros)
    {
        if (unixMicros < StartUnixMicros || IsOver(unixMicros)) return null;
        var inCycle = (unixMicros - StartUnixMicros) % PeriodMicros;
        var lived = UnixMicros.Length(OnsetDelay) + UnixMicros.Length(Growth);
        return inCycle >= lived ? unixMicros - inCycle + lived : null;
    }

    /// <summary>
    /// True remaining useful life at a time: hours until severity 1 in this cycle; 0 once failed, infinite after the repair of a fault that
    /// happens once. Defined before onset too.
    /// </summary>
    public double RemainingHoursAt(long unixMicros)
    {
        if (IsOver(unixMicros)) return double.PositiveInfinity;
        var inCycle = unixMicros < StartUnixMicros ? unixMicros - StartUnixMicros : (unixMicros - StartUnixMicros) % PeriodMicros;
        return Math.Max(0, UnixMicros.Length(OnsetDelay) + UnixMicros.Length(Growth) - inCycle) / 3.6e9;
    }

    /// <summary>Failures and repairs in (<paramref name="after"/>, <paramref name="until"/>], in order.</summary>
    public IEnumerable<(long UnixMicros, bool IsRepair)> EventsBetween(long after, long until)
    {
        var lived = UnixMicros.Length(OnsetDelay) + UnixMicros.Length(Growth);
        var first = Recurs ? Math.Max(0, after - StartUnixMicros) / PeriodMicros * PeriodMicros : 0;
        for (var origin = StartUnixMicros + first; origin < until; origin += PeriodMicros)
        {
            if (origin + lived > after && origin + lived <= until) yield return (origin + lived, IsRepair: false);
            if (origin + PeriodMicros > after && origin + PeriodMicros <= until) yield return (origin + PeriodMicros, IsRepair: true);
            if (!Recurs) yield break;
        }
    }

    private bool IsOver(long unixMicros) => !Recurs && unixMicros - StartUnixMicros >= PeriodMicros;
}
