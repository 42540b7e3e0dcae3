namespace Maintenance.Training.Bench;

/// <summary>Samples the resident memory of a process, to show that it does not grow.</summary>
/// <param name="clock">Clock.</param>
/// <param name="resident">Resident size of the process, MiB; null is this process.</param>
internal sealed class MemoryWatch(TimeProvider clock, Func<double>? resident = null)
{
    private readonly List<(double Seconds, double MiB)> _samples = [];

    /// <summary>Largest resident size seen, MiB.</summary>
    public double PeakMiB => _samples.Count == 0 ? double.NaN : _samples.Max(s => s.MiB);

    /// <summary>
    /// Growth over the second half of the run, MiB per minute: the least-squares slope, so that one garbage collection does not decide.
    /// </summary>
    public double GrowthMiBPerMinute
    {
        get
        {
            var half = _samples.Skip(_samples.Count / 2).ToArray();
            if (half.Length < 3) return double.NaN;
            var meanX = half.Average(s => s.Seconds);
            var meanY = half.Average(s => s.MiB);
            var sxx = half.Sum(s => (s.Seconds - meanX) * (s.Seconds - meanX));
            return 60 * half.Sum(s => (s.Seconds - meanX) * (s.MiB - meanY)) / sxx;
        }
    }

    public static double ResidentMiB() => Environment.WorkingSet / 1048576.0;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                _samples.Add((clock.GetElapsedTime(start).TotalSeconds, (resident ?? ResidentMiB)()));
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
