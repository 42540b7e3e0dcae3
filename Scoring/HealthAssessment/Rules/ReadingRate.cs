using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>How often there are readings in a window.</summary>
internal static class ReadingRate
{
    private static readonly int PerSecond = Descriptors.IndexOf("readings_per_second");

    /// <summary>Readings per second: within the blocks, or of the blocks when each is a single reading.</summary>
    public static float Of(in RuleInput input)
    {
        if (input.Has(PerSecond)) return input.Mean(PerSecond);
        var window = input.Window;
        var seconds = window.Length < 2 ? WindowFeatures.WindowMicros / 1e6f
            : (window[^1].EventTimeUnixMicros - window[0].EventTimeUnixMicros) / 1e6f;
        var readings = 0f;
        foreach (var block in window) readings += Math.Max(block.ReadingCount, 1);
        return readings / Math.Max(seconds, 1);
    }
}
