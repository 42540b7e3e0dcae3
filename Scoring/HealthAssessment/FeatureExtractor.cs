using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Turns the blocks of one asset, in event-time order, into feature rows by the same code as the live path, so that training and serving
/// cannot differ. Not thread-safe.
/// </summary>
/// <param name="setup">What is known of the drill.</param>
public sealed class FeatureExtractor(DrillSetup setup)
{
    private readonly BlockWindow _window = new(setup);

    /// <summary>Drilling state of the last block added.</summary>
    public Core.Conditions.DrillingState State { get; private set; }

    /// <summary>Adds a block.</summary>
    /// <param name="record">An edge-made block; times ascend from call to call.</param>
    /// <param name="features">Overwritten with the features of the window that ends with it; length of
    /// <see cref="WindowFeatures.Names"/>.</param>
    /// <returns>False when the window has no evidence of the machine's condition.</returns>
    public bool Add(TelemetryRecord record, Span<float> features)
    {
        State = _window.Add(record).State;
        return WindowFeatures.Compute(_window.Blocks, features);
    }
}
