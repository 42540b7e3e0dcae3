using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Turns the blocks of one asset, in event-time order, into feature rows by the same code as the live path, so that training and serving
/// cannot differ. Not thread-safe.
/// </summary>
/// <param name="bitDiameterM">Metres; NaN when unknown.</param>
public sealed class FeatureExtractor(double bitDiameterM)
{
    private readonly DescriptorCalculator _calculator = new();
    private readonly BlockBuffer _buffer = new();
    private readonly List<BlockEntry> _window = [];

    /// <summary>Drilling state of the last block added.</summary>
    public Core.Conditions.DrillingState State { get; private set; }

    /// <summary>Adds a block.</summary>
    /// <param name="record">An edge-made block; times ascend from call to call.</param>
    /// <param name="features">Overwritten with the features of the window that ends with it; length of
    /// <see cref="WindowFeatures.Names"/>.</param>
    /// <returns>False when the window has no evidence of the machine's condition.</returns>
    public bool Add(TelemetryRecord record, Span<float> features)
    {
        var entry = new BlockEntry { EventTimeUnixMicros = record.EventTimeUnixMicros };
        _calculator.Compute(_buffer.Fill(record), bitDiameterM, entry.Descriptors.AsSpan(0, Core.Conditions.Descriptors.Count));
        ChannelSummary.Write(_calculator.Channels, entry.Statistics);
        entry.State = State = DrillingStateDetector.Detect(_calculator.Channels);
        _window.RemoveAll(b => b.EventTimeUnixMicros <= record.EventTimeUnixMicros - WindowFeatures.WindowMicros);
        _window.Add(entry);
        return WindowFeatures.Compute(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_window), features);
    }
}
