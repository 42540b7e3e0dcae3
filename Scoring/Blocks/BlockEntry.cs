using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.Blocks;

/// <summary>
/// One block of an asset as a worker caches it: its rows of <c>descriptor_current</c> and <c>assessment_current</c>.
/// </summary>
internal sealed class BlockEntry
{
    /// <summary>Event time of the block, Unix µs.</summary>
    public long EventTimeUnixMicros { get; set; }

    /// <summary>When the record behind its newest description was received, Unix µs.</summary>
    public long KnownAtUnixMicros { get; set; }

    /// <summary>What the rig was doing.</summary>
    public DrillingState State { get; set; }

    /// <summary>Nominal length, µs.</summary>
    public long DurationMicros { get; set; }

    /// <summary>Number of readings in the block.</summary>
    public int ReadingCount { get; set; }

    /// <summary>Quality flags, combined over all channels.</summary>
    public byte Quality { get; set; }

    /// <summary>Descriptor vector, <c>Descriptors.Count</c> values, padded with NaN to whole vectors.</summary>
    public float[] Descriptors { get; } = NewVector();

    /// <summary>Minimum, maximum and mean of its channels, in the order of <c>ChannelStatistics.All</c>.</summary>
    public float[] Statistics { get; } = NewStatistics();

    /// <summary>Fingerprint of its channel statistics.</summary>
    public ulong Summary { get; set; }

    /// <summary>The latest assessment that was written; null before the first.</summary>
    public Assessment? Assessment { get; set; }

    /// <summary>
    /// Loose readings of the cell by time, a value per standard channel; null when they are not in memory or the block is a record of its
    /// own.
    /// </summary>
    public SortedList<long, float[]>? Readings { get; set; }

    private static float[] NewStatistics()
    {
        var statistics = new float[ChannelStatistics.All.Count];
        Array.Fill(statistics, float.NaN);
        return statistics;
    }

    /// <summary>Makes a vector for descriptors.</summary>
    public static float[] NewVector()
    {
        var vector = new float[(Core.Conditions.Descriptors.Count + 7) & ~7];
        Array.Fill(vector, float.NaN);
        return vector;
    }
}
