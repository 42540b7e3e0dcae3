using Maintenance.Core.Conditions;
using Maintenance.Queries;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>A stored block, as far as a window needs it.</summary>
/// <param name="EventTimeUnixMicros">Start of the block, Unix µs.</param>
/// <param name="State">What the rig was doing.</param>
/// <param name="Descriptors">A value per descriptor; NaN where it could not be computed.</param>
public sealed record StoredBlock(long EventTimeUnixMicros, DrillingState State, float[] Descriptors)
{
    /// <summary>Converts a block returned by a query.</summary>
    public static StoredBlock Of(DescribedBlock block)
    {
        var descriptors = new float[Core.Conditions.Descriptors.Count];
        block.ReadDescriptors(descriptors);
        return new StoredBlock(block.EventTimeUnixMicros, DrillingStates.Parse(block.DrillingState), descriptors);
    }
}
