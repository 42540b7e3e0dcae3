using System.Runtime.InteropServices;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Writes a record's readings as rows: columns are copied as spans, absent channels are NaN (stored as NULL). Threading: one worker.
/// </summary>
internal sealed class ReadingRows
{
    private const int MaxNames = 10_000; // a sender that keeps inventing channels must not fill the memory

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _extras = new(StringComparer.Ordinal);

    /// <summary>Adds a record's new readings, and its waveforms.</summary>
    public void Add(string asset, in TelemetryRecordView record, List<(int First, int Last)> newReadings, RowBatches rows)
    {
        foreach (var (first, last) in newReadings) Add(asset, record, first, last - first + 1, rows);
        // Waveforms belong to the record; they are new when its first reading is.
        if (newReadings.Count > 0 && newReadings[0].First == 0) AddWaveforms(asset, record, rows.Waveforms);
    }

    private void Add(string asset, in TelemetryRecordView record, int first, int count, RowBatches rows)
    {
        var batch = rows.Readings;
        batch.Assets.AddRepeated(asset, count);
        var times = batch.EventTimes.Extend(count);
        for (var i = 0; i < count; i++) times[i] = record.TimeOf(first + i);
        var before = batch.RowCount - count;
        _extras.Clear();
        for (var i = 0; i < record.ChannelCount; i++)
        {
            var channel = record.ChannelId(i);
            if (channel >= StandardChannels.Count)
            {
                if (!record.IsRemainder(i)) AddExtra(asset, record, i, first, count, rows.Extras);
                continue;
            }
            var column = batch.Channel(channel);
            // If a record has a channel twice (Ingest refuses that), the first column counts, here and in the descriptors.
            if (column.Count == before) column.AddRange(record.Column(i).Slice(first, count));
        }
        for (var channel = 0; channel < StandardChannels.Count; channel++)
        {
            var column = batch.Channel(channel);
            if (column.Count == before) column.AddRepeated(float.NaN, count);
        }
    }

    private void AddExtra(string asset, in TelemetryRecordView record, int channel, int first, int count, TableBatch<ReadingExtraRow> batch)
    {
        var name = Name(record.ChannelNameUtf8(channel));
        if (!_extras.Add(name)) return;
        var values = record.Column(channel);
        var remainders = channel + 1 < record.ChannelCount && record.IsRemainder(channel + 1) ? record.Column(channel + 1) : [];
        for (var i = first; i < first + count; i++)
        {
            if (float.IsNaN(values[i])) continue;
            batch.Add(new ReadingExtraRow
            {
                Asset = asset,
                EventTimeUnixMicros = record.TimeOf(i),
                Channel = name,
                Value = values[i],
                Exact = remainders.IsEmpty || remainders[i] is 0 or float.NaN ? double.NaN : (double)values[i] + remainders[i],
            });
        }
    }

    private void AddWaveforms(string asset, in TelemetryRecordView record, TableBatch<WaveformRow> batch)
    {
        for (var i = 0; i < record.WaveformCount; i++)
        {
            var waveform = record.Waveform(i);
            batch.Add(new WaveformRow
            {
                Asset = asset,
                EventTimeUnixMicros = waveform.StartUnixMicros,
                Location = Name(waveform.LocationUtf8),
                SampleRateHz = waveform.SampleRateHz,
                Samples = MemoryMarshal.AsBytes(waveform.Samples).ToArray(),
            });
        }
    }

    // One string instance per name, shared by the rows of a batch.
    private string Name(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[64];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var name)) return name;
        if (_names.Count == MaxNames) _names.Clear();
        name = text.ToString();
        return _names[name] = name;
    }
}
