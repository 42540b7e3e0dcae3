using System.Runtime.InteropServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// The window of one asset whose blocks come in event-time order, described by the live code; for training and evaluation, which have
/// neither log nor store. Not thread-safe.
/// </summary>
internal sealed class BlockWindow(DrillSetup setup)
{
    private readonly DescriptorCalculator _calculator = new();
    private readonly BlockBuffer _buffer = new();
    private readonly List<BlockEntry> _blocks = [];

    /// <summary>Blocks of the window, the newest last.</summary>
    public ReadOnlySpan<BlockEntry> Blocks => CollectionsMarshal.AsSpan(_blocks);

    /// <summary>Adds a block.</summary>
    /// <param name="record">An edge-made block; times ascend from call to call.</param>
    public BlockEntry Add(TelemetryRecord record)
    {
        var entry = new BlockEntry
        {
            EventTimeUnixMicros = record.EventTimeUnixMicros,
            DurationMicros = record.ReadingCount * (long)record.IntervalMicros,
            ReadingCount = record.ReadingCount,
        };
        _calculator.Compute(_buffer.Fill(record), setup, entry.Descriptors.AsSpan(0, Core.Conditions.Descriptors.Count));
        ChannelSummary.Write(_calculator.Channels, entry.Statistics);
        entry.State = DrillingStateDetector.Detect(_calculator.Channels);
        Add(entry);
        return entry;
    }

    /// <summary>Adds a block that is described already.</summary>
    public void Add(BlockEntry entry)
    {
        _blocks.RemoveAll(b => b.EventTimeUnixMicros <= entry.EventTimeUnixMicros - WindowFeatures.WindowMicros);
        _blocks.Add(entry);
    }
}
