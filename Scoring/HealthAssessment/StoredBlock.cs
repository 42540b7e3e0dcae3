using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>What a window needs of a stored block.</summary>
/// <param name="EventTimeUnixMicros">Start of the block.</param>
/// <param name="State">What the rig did.</param>
/// <param name="Descriptors">A value per descriptor; NaN where it cannot be told.</param>
public sealed record StoredBlock(long EventTimeUnixMicros, DrillingState State, float[] Descriptors)
{
    /// <summary>Columns of <c>descriptor_current</c> that <see cref="Of"/> reads.</summary>
    public static string Columns { get; } = string.Join(", ", ["event_time", "drilling_state", .. Core.Conditions.Descriptors.Names]);

    /// <summary>Reads a block from a row with <see cref="Columns"/>.</summary>
    public static StoredBlock Of(QueryRow row)
    {
        var descriptors = new float[Core.Conditions.Descriptors.Count];
        row.Reals(Core.Conditions.Descriptors.Names, descriptors);
        return new StoredBlock(row.UnixMicros("event_time"), DrillingStates.Parse(row.Text("drilling_state")), descriptors);
    }
}
