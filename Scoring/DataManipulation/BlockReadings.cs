using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// The readings of one block by column, in a log record's bytes or in a <see cref="BlockBuffer"/>. Valid as long as that memory is.
/// </summary>
internal readonly ref struct BlockReadings
{
    private readonly ReadOnlySpan<float> _values;
    private readonly ReadOnlySpan<long> _times;
    private readonly TelemetryRecordView _record;
    private readonly List<TimeWaveform>? _waveforms;

    /// <summary>Over a record's bytes.</summary>
    /// <param name="record">A record; of a channel that occurs twice, the first column counts.</param>
    /// <param name="channels">Overwritten; at least as long as the record has channels.</param>
    public BlockReadings(in TelemetryRecordView record, Span<int> channels)
    {
        for (var i = 0; i < record.ChannelCount; i++) channels[i] = record.ChannelId(i);
        Channels = channels[..record.ChannelCount];
        (Count, StartUnixMicros, IntervalMicros) = (record.ReadingCount, record.EventTimeUnixMicros, record.IntervalMicros);
        _values = record.Columns;
        _times = record.Times;
        _record = record;
        WaveformCount = record.WaveformCount;
    }

    /// <summary>Over contiguous columns, and waveforms or none.</summary>
    public BlockReadings(
        ReadOnlySpan<int> channels, ReadOnlySpan<float> values, ReadOnlySpan<long> times, int count, long startUnixMicros,
        uint intervalMicros, List<TimeWaveform>? waveforms)
    {
        _waveforms = waveforms;
        WaveformCount = waveforms?.Count ?? 0;
        Channels = channels;
        (Count, StartUnixMicros, IntervalMicros) = (count, startUnixMicros, intervalMicros);
        _values = values;
        _times = times;
    }

    /// <summary>Channel id of each column.</summary>
    public ReadOnlySpan<int> Channels { get; }

    /// <summary>Readings, ≥ 1.</summary>
    public int Count { get; }

    /// <summary>Time of the first reading, Unix µs.</summary>
    public long StartUnixMicros { get; }

    /// <summary>Interval between readings, µs; 0 when each has its own time.</summary>
    public uint IntervalMicros { get; }

    /// <summary>Number of waveforms.</summary>
    public int WaveformCount { get; }

    /// <summary>One waveform.</summary>
    public BlockWaveform Waveform(int index) => _waveforms is null
        ? new BlockWaveform(_record.Waveform(index)) : new BlockWaveform(_waveforms[index]);

    /// <summary>Values of a column, one per reading; NaN where one is missing.</summary>
    public ReadOnlySpan<float> Column(int column) => _values.Slice(column * Count, Count);

    /// <summary>Time of a reading, Unix µs.</summary>
    public long TimeOf(int reading) => _times.IsEmpty ? StartUnixMicros + (long)IntervalMicros * reading : _times[reading];
}
