using System.Diagnostics;

namespace Maintenance.Fuzz.Tests;

/// <summary>Makes a failing input small: takes stretches away, ever shorter ones, as long as it fails in the same way.</summary>
internal static class Minimiser
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <returns>An input of at most the same length with the same outcome but for its particulars.</returns>
    public static byte[] Minimise(FuzzTarget target, byte[] input, string shape)
    {
        var watch = Stopwatch.StartNew();
        for (var length = input.Length / 2; length > 0; length /= 2)
            for (var start = 0; start + length <= input.Length && watch.Elapsed < Longest;)
            {
                byte[] shorter = [.. input.AsSpan(0, start), .. input.AsSpan(start + length)];
                if (Outcome.Twice(target, shorter).Shape == shape) input = shorter;
                else start += length;
            }
        return input;
    }
}
