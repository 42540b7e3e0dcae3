namespace Maintenance.Tests;

/// <summary>Managed memory that a piece of code takes on its thread.</summary>
internal static class Allocated
{
    private const int Rounds = 5;

    /// <summary>
    /// Bytes that a number of runs allocate once warm: the least of some rounds, since a collection between two of them may empty a pool
    /// of arrays, which the next round fills again.
    /// </summary>
    public static long By(Action run, int times = 1)
    {
        run();
        return Enumerable.Range(0, Rounds).Min(_ => Round(run, times));
    }

    private static long Round(Action run, int times)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++) run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
