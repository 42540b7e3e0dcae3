using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>One block in an asset's history: its descriptors and the latest assessment that was made of it. Reused by its history.</summary>
internal sealed class BlockEntry
{
    /// <summary>Event time of the block, Unix µs.</summary>
    public long EventTimeUnixMicros { get; set; }

    /// <summary>What the rig did.</summary>
    public DrillingState State { get; set; }

    /// <summary>Descriptor vector.</summary>
    public float[] Descriptors { get; } = new float[Core.Conditions.Descriptors.Count];

    /// <summary>The latest assessment; <see cref="Assessment.None"/> while there is none.</summary>
    public Assessment Assessment { get; set; } = Assessment.None;
}
