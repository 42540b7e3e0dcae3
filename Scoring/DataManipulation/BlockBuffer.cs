using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Arranges readings that are not in an encoded record by column. Reused: steady state allocates nothing. Threading: one owner.
/// </summary>
internal sealed class BlockBuffer
{
    private int[] _channels = new int[StandardChannels.Count];
    private float[] _values = [];
    private long[] _times = [];

    /// <summary>Arranges an unencoded record, with its waveforms.</summary>
    /// <returns>Valid until the buffer is filled again.</returns>
    public BlockReadings Fill(TelemetryRecord record)
    {
        var (count, columns) = (record.ReadingCount, record.Columns.Count);
        if (_channels.Length < columns) _channels = new int[columns];
        if (_values.Length < columns * count) _values = new float[columns * count];
        for (var i = 0; i < columns; i++)
        {
            _channels[i] = record.Columns[i].ChannelId;
            record.Columns[i].Values.CopyTo(_values, i * count);
        }
        var times = record.Flags.HasFlag(RecordFlags.HasTimes) ? record.Times : [];
        return new BlockReadings(_channels.AsSpan(0, columns), _values, times, count, record.EventTimeUnixMicros, record.IntervalMicros,
            record.Waveforms);
    }

    /// <summary>Arranges loose readings, each with a value per standard channel. Channels without any value are omitted.</summary>
    /// <returns>Valid until the buffer is filled again.</returns>
    public BlockReadings Fill(SortedList<long, float[]> readings)
    {
        var (count, columns) = (readings.Count, 0);
        if (_times.Length < count) _times = new long[2 * count];
        if (_values.Length < count * StandardChannels.Count) _values = new float[2 * count * StandardChannels.Count];
        for (var i = 0; i < count; i++) _times[i] = readings.GetKeyAtIndex(i);
        for (var channel = 0; channel < StandardChannels.Count; channel++)
        {
            var column = _values.AsSpan(columns * count, count);
            var any = false;
            for (var i = 0; i < count; i++)
            {
                column[i] = readings.GetValueAtIndex(i)[channel];
                any |= !float.IsNaN(column[i]);
            }
            if (any) _channels[columns++] = channel;
        }
        return new BlockReadings(_channels.AsSpan(0, columns), _values, _times.AsSpan(0, count), count, _times[0], intervalMicros: 0,
            waveforms: null);
    }
}
