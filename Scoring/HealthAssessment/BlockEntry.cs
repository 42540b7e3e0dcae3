using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// One block of an asset as a worker remembers it: what <c>descriptor_current</c> and <c>assessment_current</c> hold of it.
/// </summary>
internal sealed class BlockEntry
{
    /// <summary>Event time of the block, Unix µs.</summary>
    public long EventTimeUnixMicros { get; set; }

    /// <summary>What the rig did.</summary>
    public DrillingState State { get; set; }

    /// <summary>Nominal length, µs.</summary>
    public long DurationMicros { get; set; }

    /// <summary>Readings described.</summary>
    public int ReadingCount { get; set; }

    /// <summary>Quality flags of all channels together.</summary>
    public byte Quality { get; set; }

    /// <summary>Descriptor vector, <c>Descriptors.Count</c> values, padded with NaN to whole vectors.</summary>
    public float[] Descriptors { get; } = NewVector();

    /// <summary>Fingerprint of the statistics of its channels.</summary>
    public ulong Summary { get; set; }

    /// <summary>The latest assessment that was written; null while there is none.</summary>
    public Assessment? Assessment { get; set; }

    /// <summary>
    /// Loose readings of the cell by time, a value per standard channel; null when they are not in memory or the block came whole.
    /// </summary>
    public SortedList<long, float[]>? Readings { get; set; }

    /// <summary>Makes a vector for descriptors.</summary>
    public static float[] NewVector()
    {
        var vector = new float[(Core.Conditions.Descriptors.Count + 7) & ~7];
        Array.Fill(vector, float.NaN);
        return vector;
    }
}
