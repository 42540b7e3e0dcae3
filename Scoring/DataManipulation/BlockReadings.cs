using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// The readings of one block by column, wherever they lie: in a log record's bytes, or in a <see cref="BlockBuffer"/>. Valid as long as
/// the memory is.
/// </summary>
internal readonly ref struct BlockReadings
{
    private readonly ReadOnlySpan<float> _values;
    private readonly ReadOnlySpan<long> _times;

    /// <summary>Over a record's bytes.</summary>
    /// <param name="record">A record; a channel it names twice counts with its last column.</param>
    /// <param name="channels">Filled: a place for each channel of the record at least.</param>
    public BlockReadings(in TelemetryRecordView record, Span<int> channels)
    {
        for (var i = 0; i < record.ChannelCount; i++) channels[i] = record.ChannelId(i);
        Channels = channels[..record.ChannelCount];
        (Count, StartUnixMicros, IntervalMicros) = (record.ReadingCount, record.EventTimeUnixMicros, record.IntervalMicros);
        _values = record.Columns;
        _times = record.Times;
        if (record.WaveformCount == 0) return;
        var waveform = record.Waveform(0);
        HasWaveform = true;
        Waveform = waveform.Samples;
        WaveformSampleRateHz = waveform.SampleRateHz;
    }

    /// <summary>Over columns that stand one after the other.</summary>
    public BlockReadings(
        ReadOnlySpan<int> channels, ReadOnlySpan<float> values, ReadOnlySpan<long> times, int count, long startUnixMicros,
            uint intervalMicros)
    {
        Channels = channels;
        (Count, StartUnixMicros, IntervalMicros) = (count, startUnixMicros, intervalMicros);
        _values = values;
        _times = times;
    }

    /// <summary>Number of the channel of each column.</summary>
    public ReadOnlySpan<int> Channels { get; }

    /// <summary>Readings, ≥ 1.</summary>
    public int Count { get; }

    /// <summary>Time of the first reading, Unix µs.</summary>
    public long StartUnixMicros { get; }

    /// <summary>Distance of the readings, µs; 0 when each has a time of its own.</summary>
    public uint IntervalMicros { get; }

    /// <summary>True when a waveform came with the block.</summary>
    public bool HasWaveform { get; init; }

    /// <summary>The first waveform, m/s².</summary>
    public ReadOnlySpan<float> Waveform { get; init; }

    /// <summary>Its rate, Hz.</summary>
    public float WaveformSampleRateHz { get; init; }

    /// <summary>Values of a column, one per reading; NaN where one is missing.</summary>
    public ReadOnlySpan<float> Column(int column) => _values.Slice(column * Count, Count);

    /// <summary>Time of a reading, Unix µs.</summary>
    public long TimeOf(int reading) => _times.IsEmpty ? StartUnixMicros + (long)IntervalMicros * reading : _times[reading];
}
