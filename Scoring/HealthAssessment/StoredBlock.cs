using Maintenance.Core.Conditions;
using Maintenance.Queries;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>What a window needs of a stored block.</summary>
/// <param name="EventTimeUnixMicros">Start of the block.</param>
/// <param name="State">What the rig did.</param>
/// <param name="Descriptors">A value per descriptor; NaN where it cannot be told.</param>
public sealed record StoredBlock(long EventTimeUnixMicros, DrillingState State, float[] Descriptors)
{
    /// <summary>As a question to the store gave it.</summary>
    public static StoredBlock Of(DescribedBlock block)
    {
        var descriptors = new float[Core.Conditions.Descriptors.Count];
        block.ReadDescriptors(descriptors);
        return new StoredBlock(block.EventTimeUnixMicros, DrillingStates.Parse(block.DrillingState), descriptors);
    }
}
