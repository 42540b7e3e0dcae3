using System.Runtime.InteropServices;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>Describes the blocks a record touches, then assesses each block whose window holds one of them, once.</summary>
internal sealed partial class RecordProcessor
{
    private readonly float[] _fresh = BlockEntry.NewVector();
    private readonly float[] _summary = new float[ChannelSummary.Count];
    private readonly List<BlockEntry> _changed = [];
    private readonly List<BlockEntry> _span = [];
    private BlockEntry? _described;
    private BlockEntry? _reassessedNewest;

    private void DescribeAndAssess(AssetState state, in TelemetryRecordView record, in BlockOrigin origin, RowBatches rows)
    {
        (_described, _reassessedNewest) = (null, null);
        _changed.Clear();
        if (record.Flags.HasFlag(RecordFlags.Block)) DescribeWhole(state, record, origin, rows);
        else DescribeCells(state, record, origin, rows);
        for (var i = 0; i < _changed.Count;)
        {
            // Neighbours share most of their followers: ranges that touch are assessed as one.
            var from = _changed[i].EventTimeUnixMicros;
            var until = from + WindowFeatures.WindowMicros;
            for (i++; i < _changed.Count && _changed[i].EventTimeUnixMicros < until; i++)
                until = _changed[i].EventTimeUnixMicros + WindowFeatures.WindowMicros;
            Assess(state, from, until, origin, rows);
        }
        if (MakeUpdates) Publish(state, origin, rows);
    }

    private void DescribeWhole(AssetState state, in TelemetryRecordView record, in BlockOrigin origin, RowBatches rows)
    {
        var entry = state.Blocks.Find(record.EventTimeUnixMicros);
        var known = entry is not null;
        entry ??= state.Blocks.Insert(record.EventTimeUnixMicros);
        var drilling = Compute(state, record);
        // Two streams claim the same moment (an edge that numbered anew): the fuller block counts, whichever came first.
        if (known && !Outranks(record.ReadingCount, entry)) return;
        Take(state, entry, known, drilling, record.ReadingCount * (long)record.IntervalMicros, record.ReadingCount, QualityOf(record), origin, rows);
    }

    private DrillingState Compute(AssetState state, in TelemetryRecordView block)
    {
        var vector = _fresh.AsSpan(0, Descriptors.Count);
        _calculator.Compute(block, state.BitDiameterM, vector);
        // One NaN for all: the bits of a vector must be the same after a visit to the store, where NaN is NULL.
        for (var i = 0; i < vector.Length; i++)
            if (float.IsNaN(vector[i])) vector[i] = float.NaN;
        ChannelSummary.Write(_calculator.Channels, _summary);
        Counts.Blocks++;
        return DrillingStateDetector.Detect(_calculator.Channels);
    }

    private void Take(
        AssetState state, BlockEntry entry, bool known, DrillingState drilling, long durationMicros, int readings, byte quality, in BlockOrigin origin, RowBatches rows)
    {
        _described = entry;
        var summary = ChannelSummary.Fingerprint(_summary);
        if (known && entry.State == drilling && entry.ReadingCount == readings && entry.DurationMicros == durationMicros && entry.Quality == quality
            && entry.Summary == summary && Bits(entry.Descriptors).SequenceEqual(Bits(_fresh))) return;
        (entry.State, entry.DurationMicros, entry.ReadingCount, entry.Quality, entry.Summary) = (drilling, durationMicros, readings, quality, summary);
        _fresh.CopyTo(entry.Descriptors, 0);
        rows.AddDescriptors(state.Id, entry, _summary, origin);
        _changed.Add(entry);
    }

    private void Assess(AssetState state, long from, long until, in BlockOrigin origin, RowBatches rows)
    {
        _span.Clear();
        state.Blocks.Collect(from - WindowFeatures.WindowMicros + 1, until - 1, _span);
        var span = CollectionsMarshal.AsSpan(_span);
        for (int i = 0, first = 0; i < span.Length; i++)
        {
            var entry = span[i];
            if (entry.EventTimeUnixMicros < from) continue;
            while (span[first].EventTimeUnixMicros <= entry.EventTimeUnixMicros - WindowFeatures.WindowMicros) first++;
            var assessment = Assessor.Assess(span[first..(i + 1)]);
            if (entry.Assessment is { } known && known.Equals(assessment)) continue;
            if (Shadow is not null && entry.Assessment is null && assessment.HasEvidence)
                Shadow.Compare(state, entry.EventTimeUnixMicros, assessment.HealthIndex, Assessor.Features, rows);
            entry.Assessment = assessment;
            rows.AddAssessment(state.Id, entry.EventTimeUnixMicros, assessment, origin, Assessor.ModelHash);
            Counts.Assessments++;
            if (entry.EventTimeUnixMicros == state.Blocks.Newest) _reassessedNewest = entry;
        }
    }

    private bool Outranks(int readings, BlockEntry entry)
    {
        if (readings != entry.ReadingCount) return readings > entry.ReadingCount;
        var order = Bits(_fresh).SequenceCompareTo(Bits(entry.Descriptors));
        return order != 0 ? order > 0 : ChannelSummary.Fingerprint(_summary) >= entry.Summary;
    }

    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values);

    private static byte QualityOf(in TelemetryRecordView block)
    {
        var quality = ChannelQuality.Good;
        for (var i = 0; i < block.ChannelCount; i++) quality |= block.Quality(i);
        return (byte)quality;
    }
}
