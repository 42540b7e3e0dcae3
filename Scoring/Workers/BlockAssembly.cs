using System.Runtime.InteropServices;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Computes the descriptors of the blocks that a record touches, and writes a row for each one that changed: the block that the record is,
/// or the grid cells that its loose readings fall into. Steady state allocates nothing for whole blocks. Threading: one worker.
/// </summary>
internal sealed class BlockAssembly(ProcessedCounts counts)
{
    private readonly DescriptorCalculator _calculator = new();
    private readonly BlockBuffer _buffer = new();
    private readonly float[] _descriptors = BlockEntry.NewVector();
    private readonly float[] _statistics = new float[ChannelSummary.Count];

    /// <summary>Blocks of the last record whose descriptors changed, ascending.</summary>
    public List<BlockEntry> Changed { get; } = [];

    /// <summary>The last block described for the last record, changed or not; null when there was none.</summary>
    public BlockEntry? Described { get; private set; }

    /// <summary>Statistical moments of the standard channels in <see cref="Described"/>.</summary>
    public ReadOnlySpan<Moments> Channels => _calculator.Channels;

    /// <summary>Describes the blocks that a planned record touches.</summary>
    public void Describe(AssetState state, in TelemetryRecordView record, RecordPlan plan, in BlockOrigin origin, StagedRows rows)
    {
        Changed.Clear();
        Described = null;
        if (record.Flags.HasFlag(RecordFlags.Block))
        {
            DescribeWhole(state, record, origin, rows);
            return;
        }
        AddToCells(state, record, plan.NewReadings);
        foreach (var cell in plan.Touched) DescribeCell(state, state.Blocks.Find(cell)!, origin, rows);
    }

    private void DescribeWhole(AssetState state, in TelemetryRecordView record, in BlockOrigin origin, StagedRows rows)
    {
        var entry = state.Blocks.Find(record.EventTimeUnixMicros);
        var known = entry is not null;
        entry ??= state.Blocks.Insert(record.EventTimeUnixMicros);
        Span<int> channels = stackalloc int[record.ChannelCount];
        var drilling = Compute(state, new BlockReadings(record, channels));
        // Two streams claim the same time (an edge that restarted its numbering): the fuller block wins, in either order.
        if (known && !Outranks(record.ReadingCount, entry)) return;
        Take(state, entry, known, drilling, record.ReadingCount * (long)record.IntervalMicros, record.ReadingCount, QualityOf(record),
            origin, rows);
    }

    private static void AddToCells(AssetState state, in TelemetryRecordView record, List<(int First, int Last)> newReadings)
    {
        foreach (var (first, last) in newReadings)
            for (var i = first; i <= last; i++)
            {
                var cell = BlockGrid.CellOf(record.TimeOf(i));
                var entry = state.Blocks.Find(cell);
                if (entry is null)
                {
                    entry = state.Blocks.Insert(cell);
                    entry.ReadingCount = 0;
                    state.Blocks.SetReadings(entry, []);
                }
                state.Blocks.AddReading(entry, record.TimeOf(i), ValuesOf(record, i));
            }
    }

    private static float[] ValuesOf(in TelemetryRecordView record, int reading)
    {
        var values = new float[StandardChannels.Count];
        Array.Fill(values, float.NaN);
        // From last to first: of a channel that an old record has twice, the first column counts, as in the store.
        for (var i = record.ChannelCount - 1; i >= 0; i--)
            if (record.ChannelId(i) < values.Length) values[record.ChannelId(i)] = record.Column(i)[reading];
        return values;
    }

    private void DescribeCell(AssetState state, BlockEntry entry, in BlockOrigin origin, StagedRows rows)
    {
        var readings = entry.Readings!;
        var drilling = Compute(state, _buffer.Fill(readings));
        Take(state, entry, known: entry.ReadingCount > 0, drilling, BlockGrid.CellMicros, readings.Count, (byte)ChannelQuality.Good, origin,
            rows);
    }

    private DrillingState Compute(AssetState state, in BlockReadings block)
    {
        _calculator.Compute(block, state.Setup, _descriptors.AsSpan(0, Descriptors.Count));
        ChannelSummary.Write(_calculator.Channels, _statistics);
        counts.Blocks++;
        return DrillingStateDetector.Detect(_calculator.Channels);
    }

    private bool Outranks(int readings, BlockEntry entry)
    {
        if (readings != entry.ReadingCount) return readings > entry.ReadingCount;
        var order = Bits(_descriptors).SequenceCompareTo(Bits(entry.Descriptors));
        return order != 0 ? order > 0 : ChannelSummary.Fingerprint(_statistics) >= entry.Summary;
    }

    private void Take(
        AssetState state, BlockEntry entry, bool known, DrillingState drilling, long durationMicros, int readings, byte quality,
        in BlockOrigin origin, StagedRows rows)
    {
        Described = entry;
        var summary = ChannelSummary.Fingerprint(_statistics);
        if (known && entry.State == drilling && entry.ReadingCount == readings && entry.DurationMicros == durationMicros && entry.Quality
            == quality
            && entry.Summary == summary && Bits(entry.Descriptors).SequenceEqual(Bits(_descriptors))) return;
        (entry.State, entry.DurationMicros, entry.ReadingCount, entry.Quality, entry.Summary) =
            (drilling, durationMicros, readings, quality, summary);
        entry.KnownAtUnixMicros = origin.KnownAtUnixMicros;
        _descriptors.CopyTo(entry.Descriptors, 0);
        _statistics.CopyTo(entry.Statistics, 0);
        rows.Add(state.Id, entry, origin);
        Changed.Add(entry);
    }

    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values);

    private static byte QualityOf(in TelemetryRecordView block)
    {
        var quality = ChannelQuality.Good;
        for (var i = 0; i < block.ChannelCount; i++)
            if (!block.IsRemainder(i)) quality |= block.Quality(i);
        return (byte)quality;
    }
}
