using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Workers;

/// <summary>Blocks of loose readings: cells of a 1 s grid of event time.</summary>
internal sealed partial class RecordProcessor
{
    private byte[] _cellBytes = new byte[4096];

    private void DescribeCells(AssetState state, in TelemetryRecordView record, in BlockOrigin origin, RowBatches rows)
    {
        foreach (var (first, last) in _news)
            for (var i = first; i <= last; i++)
            {
                var cell = CellOf(record.TimeOf(i));
                var entry = state.Blocks.Find(cell);
                if (entry is null)
                {
                    entry = state.Blocks.Insert(cell);
                    entry.ReadingCount = 0;
                    state.Blocks.SetReadings(entry, []);
                }
                state.Blocks.AddReading(entry, record.TimeOf(i), ValuesOf(record, i));
            }
        foreach (var cell in _touched) DescribeCell(state, state.Blocks.Find(cell)!, origin, rows);
    }

    private void DescribeCell(AssetState state, BlockEntry entry, in BlockOrigin origin, RowBatches rows)
    {
        var readings = entry.Readings!;
        var block = CellRecord(state.Id, readings);
        var size = TelemetryCodecV1.GetSize(block);
        if (_cellBytes.Length < size) _cellBytes = new byte[2 * size];
        TelemetryCodecV1.Encode(block, _cellBytes);
        var drilling = Compute(state, TelemetryRecordView.DecodeTrusted(_cellBytes.AsSpan(0, size)));
        Take(state, entry, known: entry.ReadingCount > 0, drilling, CellMicros, readings.Count, (byte)ChannelQuality.Good, origin, rows);
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
}
