using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>What the rig does, from the blocks of a window.</summary>
internal static class RigActivity
{
    /// <summary>At the last of the blocks. Allocates nothing.</summary>
    /// <param name="window">Blocks in event-time order; those of the last <see cref="DrillingStateDetector.WindowMicros"/> count.</param>
    /// <param name="level">What the drill's past says of its hook load.</param>
    public static DrillingActivity Of(ReadOnlySpan<BlockEntry> window, HookLoadLevel level)
    {
        var now = window[^1].EventTimeUnixMicros;
        var readings = new RigWindow(now);
        for (var i = window.Length - 1; i >= 0 && now - window[i].EventTimeUnixMicros < DrillingStateDetector.WindowMicros; i--)
            if (!readings.Add(RigReading.Of(window[i].EventTimeUnixMicros, window[i].Descriptors, window[i].Statistics))) break;
        return DrillingStateDetector.Detect(readings, level);
    }
}
