namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Median of a descriptor over the blocks of a window in which the string turned: one knock, or one ratio of two nothings, makes a mean
/// of any size. Of an even number the lower of the middle two: of two blocks, one alone convinces nobody.
/// </summary>
internal static class WindowMedian
{
    private const int MaxBlocks = 64;

    /// <summary>The median of the newest 64 blocks at most; the mean when the window has no blocks.</summary>
    /// <param name="input">The window.</param>
    /// <param name="descriptor">The descriptor; where it is missing it counts as 0.</param>
    /// <param name="measuredWith">Blocks count that have this descriptor.</param>
    public static float Of(in RuleInput input, int descriptor, int measuredWith)
    {
        Span<float> sorted = stackalloc float[MaxBlocks];
        var count = 0;
        for (var i = input.Window.Length - 1; i >= 0 && count < MaxBlocks; i--)
        {
            var block = input.Window[i];
            if (!input.Running[i]) continue;
            if (float.IsNaN(block.Descriptors[measuredWith])) continue;
            sorted[count++] = float.IsNaN(block.Descriptors[descriptor]) ? 0 : block.Descriptors[descriptor];
        }
        if (count == 0) return input.Mean(descriptor);
        sorted[..count].Sort();
        return sorted[(count - 1) / 2];
    }
}
