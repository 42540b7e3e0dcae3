using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>What the rig does, from the blocks of a window.</summary>
internal static class RigActivity
{
    // Fewer in a window say little of how the string moves.
    private const int FewBlocks = 3;

    /// <summary>At the last of the blocks. Allocates nothing.</summary>
    /// <param name="window">Blocks in event-time order; those of the last <see cref="DrillingStateDetector.WindowMicros"/> count.</param>
    /// <param name="trend">The minutes before, where blocks are rare, and what the drill's past says of its hook load.</param>
    public static DrillingActivity Of(ReadOnlySpan<BlockEntry> window, in TrendContext trend)
    {
        var now = window[^1].EventTimeUnixMicros;
        var readings = new RigWindow(now);
        for (var i = window.Length - 1; i >= 0 && now - window[i].EventTimeUnixMicros < DrillingStateDetector.WindowMicros; i--)
            if (!readings.Add(RigReading.Of(window[i].EventTimeUnixMicros, window[i].Descriptors, window[i].Statistics))) break;
        if (window.Length < FewBlocks && trend.Last is { } last && readings.Add(last) && trend.BeforeLast is { } before)
            readings.Add(before);
        return DrillingStateDetector.Detect(readings, trend.Findings.Level);
    }
}
