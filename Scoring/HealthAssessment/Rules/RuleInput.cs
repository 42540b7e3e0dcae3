using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>What the rules judge by. Valid during the call.</summary>
internal readonly ref struct RuleInput
{
    /// <summary>
    /// Window features, in the order of <see cref="WindowFeatures.Names"/>; NaN where missing or where a sensor is at fault.
    /// </summary>
    public required ReadOnlySpan<float> Features { get; init; }

    /// <summary>Blocks of the window, in event-time order, the judged one last: for what means and maxima do not tell.</summary>
    public required ReadOnlySpan<BlockEntry> Window { get; init; }

    /// <summary>Of each block of the window, whether the string may have turned in it, and neither started nor stopped.</summary>
    public required ReadOnlySpan<bool> Running { get; init; }

    /// <summary>What the rig did in the window.</summary>
    public required DrillingState State { get; init; }

    /// <summary>True when the string turned in a block of the window, or when nothing tells whether it did.</summary>
    public required bool Turning { get; init; }

    /// <summary>True when the string stood still in the minutes before too, so that the machine cools.</summary>
    public bool AtRest { get; init; }

    /// <summary>What is known of the machine; null when nothing is.</summary>
    public MeasurementLocation? Location { get; init; }

    /// <summary>Mean of a descriptor over the window, by its index; NaN when missing.</summary>
    public float Mean(int descriptor) => Features[descriptor];

    /// <summary>Maximum of a descriptor over the window.</summary>
    public float Max(int descriptor) => Features[Descriptors.Count + descriptor];

    /// <summary>True when the window has a value of a descriptor.</summary>
    public bool Has(int descriptor) => !float.IsNaN(Features[descriptor]);
}
