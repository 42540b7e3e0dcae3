using Maintenance.Core.Channels;
using Maintenance.Core.Feed;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>Blocks of loose readings: cells of a 1 s grid of event time.</summary>
internal sealed partial class RecordProcessor
{
    private byte[] _cellBytes = new byte[4096];

    private void AddCells(AssetState state, in TelemetryRecordView record, in BlockOrigin origin, RowBatches rows)
    {
        var history = HistoryFor(state, record.TimeOf(0));
        for (var i = 0; i < _news.Count;)
        {
            var cell = CellOf(record.TimeOf(_news[i]));
            var readings = state.Cells.Find(cell) ?? state.Cells.Add(cell, []);
            for (; i < _news.Count && CellOf(record.TimeOf(_news[i])) == cell; i++)
                readings[record.TimeOf(_news[i])] = ValuesOf(record, _news[i]);
            DescribeCell(state, history, cell, readings, origin, rows);
        }
    }

    private void DescribeCell(
        AssetState state, BlockHistory history, long cell, SortedList<long, float[]> readings, in BlockOrigin origin, RowBatches rows)
    {
        var block = CellRecord(state.Id, readings);
        var size = TelemetryCodecV1.GetSize(block);
        if (_cellBytes.Length < size) _cellBytes = new byte[2 * size];
        TelemetryCodecV1.Encode(block, _cellBytes);
        Describe(state, history, cell, TelemetryRecordView.DecodeTrusted(_cellBytes.AsSpan(0, size)), CellMicros, readings.Count, origin, rows);
    }

    private static TelemetryRecord CellRecord(string asset, SortedList<long, float[]> readings)
    {
        var record = new TelemetryRecord
        {
            Asset = asset,
            Flags = RecordFlags.HasTimes,
            EventTimeUnixMicros = readings.GetKeyAtIndex(0),
            ReadingCount = readings.Count,
            Times = [.. readings.Keys],
        };
        for (var channel = 0; channel < StandardChannels.Count; channel++)
        {
            var values = new float[readings.Count];
            var any = false;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = readings.GetValueAtIndex(i)[channel];
                any |= !float.IsNaN(values[i]);
            }
            if (any) record.Columns.Add(new TelemetryColumn(channel, "", values));
        }
        return record;
    }

    private static float[] ValuesOf(in TelemetryRecordView record, int reading)
    {
        var values = new float[StandardChannels.Count];
        Array.Fill(values, float.NaN);
        for (var i = 0; i < record.ChannelCount; i++)
            if (record.ChannelId(i) < values.Length) values[record.ChannelId(i)] = record.Column(i)[reading];
        return values;
    }

    private AssetUpdate UpdateOf(AssetState state, BlockEntry entry, in TelemetryRecordView block, in BlockOrigin origin)
    {
        var count = 0;
        for (var i = 0; i < StandardChannels.Count; i++) count += _calculator.Channels[i].Count > 0 ? 1 : 0;
        var (channels, means, minima, maxima) = (new int[count], new float[count], new float[count], new float[count]);
        for (int i = 0, at = 0; i < StandardChannels.Count; i++)
        {
            ref readonly var m = ref _calculator.Channels[i];
            if (m.Count == 0) continue;
            (channels[at], means[at], minima[at], maxima[at]) = (i, m.Mean, m.Min, m.Max);
            at++;
        }
        var a = entry.Assessment;
        return new AssetUpdate
        {
            Asset = state.Id,
            Region = state.Region,
            EventTimeUnixMicros = block.EventTimeUnixMicros,
            ReceivedUnixMicros = origin.KnownAtUnixMicros,
            HealthIndex = a.HealthIndex,
            Grade = a.Exists ? HealthGrades.Letter(HealthGrades.FromIndex(a.HealthIndex)) : "",
            FailureMode = a.FailureMode,
            FailureProbability = a.FailureProbability,
            DrillingState = DrillingStates.Word(entry.State),
            Reasons = a.Reasons,
            Channels = channels,
            Means = means,
            Minima = minima,
            Maxima = maxima,
        };
    }
}
