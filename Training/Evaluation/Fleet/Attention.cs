using Maintenance.Core.Time;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// Which seconds of a drill are looked at: months of readings are too many to simulate. A look is a window of up to a minute, as the live
/// path has it, with two seconds of each ten: that is what torsional oscillation is judged by. In dense hours there is a look every ten
/// minutes, and in between a block every 21 seconds (no multiple of the waveforms' interval), so that the minutes which slow faults are
/// judged by are there.
/// </summary>
/// <param name="SparseInterval">Time between looks outside dense hours.</param>
/// <param name="Pairs">Pairs of seconds in a window, ten seconds apart, 3 to 6; with a waveform each, where there are any.</param>
/// <param name="DenseHours">Dense hours of every <paramref name="OfHours"/>, at their beginning.</param>
/// <param name="OfHours">Length of that cycle, h.</param>
internal sealed record Attention(TimeSpan SparseInterval, int Pairs, double DenseHours, double OfHours)
{
    /// <summary>Time between looks in dense hours.</summary>
    public static readonly TimeSpan DenseInterval = TimeSpan.FromMinutes(10);

    /// <summary>Time between blocks in dense hours.</summary>
    public const long BlockInterval = 21 * UnixMicros.PerSecond;

    /// <summary>Time from a look that suspects a fault to the next.</summary>
    public const long SecondLook = 60 * UnixMicros.PerSecond;

    /// <summary>A look every ten minutes: enough for what grows over a day.</summary>
    public static Attention Slow { get; } = new(DenseInterval, 6, 0, 1);

    /// <summary>Dense throughout.</summary>
    public static Attention Dense { get; } = new(DenseInterval, 6, 1, 1);

    /// <summary>Healthy months: a look every two hours, dense for two hours of every 96.</summary>
    public static Attention Months { get; } = new(TimeSpan.FromHours(2), 4, 2, 96);

    /// <summary>True in a dense hour.</summary>
    public bool IsDense(long sinceStart) => sinceStart / 3.6e9 % OfHours < DenseHours;

    /// <summary>
    /// The regular look after a time since the start, µs. Sparse looks lie at changing seconds of their interval, so that they do not keep
    /// step with a rig's cycle.
    /// </summary>
    public long NextLook(long sinceStart)
    {
        if (IsDense(sinceStart)) return (sinceStart / UnixMicros.Length(DenseInterval) + 1) * UnixMicros.Length(DenseInterval);
        var interval = UnixMicros.Length(SparseInterval);
        var next = sinceStart / interval + 1;
        return next * interval + (interval > UnixMicros.Length(DenseInterval)
            ? next * 1_117 % 6_000 * UnixMicros.PerSecond : 0);
    }

    /// <summary>The seconds of a look, as µs before its end; the last is 0.</summary>
    public IEnumerable<long> SecondsBefore()
    {
        for (var pair = Pairs - 1; pair >= 0; pair--)
        {
            yield return ((pair * 10) + 1) * UnixMicros.PerSecond;
            yield return pair * 10 * UnixMicros.PerSecond;
        }
    }
}
