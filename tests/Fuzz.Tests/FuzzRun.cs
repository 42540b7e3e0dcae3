namespace Maintenance.Fuzz.Tests;

/// <summary>A run of many targets, as many at a time as there are processors, which share the time; prints a table.</summary>
internal sealed class FuzzRun(IReadOnlyList<string> targets, TimeSpan length, int seed)
{
    private const int MaxRestarts = 20;

    /// <returns>Exit code: 1 when anything failed.</returns>
    public async Task<int> RunAsync()
    {
        var jobs = Math.Min(Environment.ProcessorCount, targets.Count);
        var each = length * jobs / targets.Count;
        Console.WriteLine($"{targets.Count} targets, {each.TotalSeconds:0} s each, {jobs} at a time, seed {seed}");
        Console.WriteLine($"{"target",-24} {"inputs",12} {"refused",12} {"seconds",8} {"failures",9}");
        var failures = 0;
        await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = jobs }, async (name, _) =>
        {
            var report = await RunAsync(name, each);
            lock (targets)
            {
                failures += report.Failures.Count;
                Console.WriteLine($"{name,-24} {report.Inputs,12} {report.Refused,12} {report.Elapsed.TotalSeconds,8:0} "
                    + $"{report.Failures.Count,9}");
                foreach (var failure in report.Failures)
                    Console.WriteLine($"  {failure.Text}\n"
                        + $"    {failure.Input.Length} bytes, kept in {KeptInputs.Keep(name, failure.Input)}");
            }
        });
        Console.WriteLine(failures == 0 ? "nothing failed" : $"{failures} failures");
        return failures == 0 ? 0 : 1;
    }

    // A process that ended early is started again with another seed for the rest of its time.
    private async Task<FuzzReport> RunAsync(string name, TimeSpan each)
    {
        var (inputs, refused, used, failures) = (0L, 0L, TimeSpan.Zero, new List<FuzzFailure>());
        for (var i = 0; i < MaxRestarts && used < each; i++)
        {
            var report = await FuzzProcess.StartAsync(name, each - used, seed + (1000 * i));
            (inputs, refused, used) = (inputs + report.Inputs, refused + report.Refused, used + report.Elapsed);
            failures.AddRange(report.Failures.Where(f => failures.TrueForAll(known => known.Text != f.Text)));
            if (!report.IsStuck) break;
        }
        return new FuzzReport(name, inputs, refused, used, IsStuck: false, failures);
    }
}
