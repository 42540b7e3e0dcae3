using System.Runtime.InteropServices;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.Workers;

/// <summary>Writes a record's readings as rows: columns are copied as spans, absent channels are NaN (stored as NULL). Threading: one worker.</summary>
internal sealed class ReadingRows
{
    private const int FirstChannel = 2;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Adds readings [first, first + count).</summary>
    public void Add(string asset, in TelemetryRecordView record, int first, int count, RowBatches rows)
    {
        var batch = rows.Readings;
        batch.Column<string?>(0).AddRepeated(asset, count);
        var times = batch.Column<long>(1).Extend(count);
        for (var i = 0; i < count; i++) times[i] = record.TimeOf(first + i);
        var before = batch.RowCount - count;
        for (var i = 0; i < record.ChannelCount; i++)
        {
            var channel = record.ChannelId(i);
            if (channel >= StandardChannels.Count)
            {
                AddExtra(asset, record, i, first, count, rows.Extras);
                continue;
            }
            var column = batch.Column<float>(FirstChannel + channel);
            // A record that names a channel twice keeps the first.
            if (column.Count == before) column.AddRange(record.Column(i).Slice(first, count));
        }
        for (var channel = 0; channel < StandardChannels.Count; channel++)
        {
            var column = batch.Column<float>(FirstChannel + channel);
            if (column.Count == before) column.AddRepeated(float.NaN, count);
        }
    }

    /// <summary>Adds all waveforms of a record.</summary>
    public void AddWaveforms(string asset, in TelemetryRecordView record, RowBatches rows)
    {
        for (var i = 0; i < record.WaveformCount; i++)
        {
            var waveform = record.Waveform(i);
            var batch = rows.Waveforms;
            batch.Column<string?>(0).Add(asset);
            batch.Column<long>(1).Add(waveform.StartUnixMicros);
            batch.Column<string?>(2).Add(Name(waveform.LocationUtf8));
            batch.Column<float>(3).Add(waveform.SampleRateHz);
            batch.Column<byte[]?>(4).Add(MemoryMarshal.AsBytes(waveform.Samples).ToArray());
        }
    }

    private void AddExtra(string asset, in TelemetryRecordView record, int channel, int first, int count, TableBatch batch)
    {
        var name = Name(record.ChannelNameUtf8(channel));
        var values = record.Column(channel);
        for (var i = first; i < first + count; i++)
        {
            if (float.IsNaN(values[i])) continue;
            batch.Column<string?>(0).Add(asset);
            batch.Column<long>(1).Add(record.TimeOf(i));
            batch.Column<string?>(2).Add(name);
            batch.Column<float>(3).Add(values[i]);
        }
    }

    // One string a name, so that rows of a batch share it.
    private string Name(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[64];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var name)) return name;
        name = text.ToString();
        return _names[name] = name;
    }
}
