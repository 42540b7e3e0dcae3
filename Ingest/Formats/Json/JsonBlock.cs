using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>
/// The block form of a JSON object while it is being read: columns of values and waveforms. Reused; a record takes copies.
/// Threading: one user at a time.
/// </summary>
internal sealed class JsonBlock
{
    private readonly List<Column> _columns = [];
    private int _columnCount;

    /// <summary>True once a key that only blocks have was read.</summary>
    public bool Present { get; set; }

    public double? IntervalMs { get; set; }

    public List<TimeWaveform> Waveforms { get; } = [];

    public void Clear()
    {
        Present = false;
        IntervalMs = null;
        Waveforms.Clear();
        _columnCount = 0;
    }

    /// <summary>Opens the column of a channel; null if it exists already or there are too many.</summary>
    public Column? Open(int channelId, string name)
    {
        if (_columnCount == TelemetryCodecV1.MaxChannels) return null;
        for (var i = 0; i < _columnCount; i++)
            if (_columns[i].ChannelId == channelId && string.Equals(_columns[i].Name, name, StringComparison.Ordinal)) return null;
        if (_columnCount == _columns.Count) _columns.Add(new Column());
        var column = _columns[_columnCount++];
        (column.ChannelId, column.Name) = (channelId, name);
        column.Clear();
        return column;
    }

    /// <summary>Readings of the block and their interval; problems become faults of its head.</summary>
    /// <returns>Number of readings; 0 if unknown.</returns>
    public int Check(ReadingBuilder head, out uint intervalMicros)
    {
        var readings = ReadingCount(head);
        if (readings > TelemetryCodecV1.MaxReadings)
            head.Fault(DeadLetterReason.LimitExceeded, $"a block of {readings} readings, at most {TelemetryCodecV1.MaxReadings} allowed");
        if (head.HasValues) head.Fault(DeadLetterReason.Malformed, "single values beside 'channels'; use one or the other");
        if (ColumnsInRecord() is > TelemetryCodecV1.MaxChannels and var columns)
            head.Fault(DeadLetterReason.LimitExceeded, $"a block that needs {columns} columns, at most {TelemetryCodecV1.MaxChannels} are "
                + "allowed; values of more than seven digits need two");
        var micros = Math.Round((IntervalMs ?? 0) * 1000);
        if (IntervalMs is null && readings > 1) head.Fault(DeadLetterReason.MissingField, "'intervalMs' is missing in a block of several "
            + "readings");
        else if (micros is < 0 or > uint.MaxValue || (readings > 1 && micros < 1))
            head.Fault(DeadLetterReason.LimitExceeded, $"intervalMs {IntervalMs}, expected 0.001 to 4,294,967");
        intervalMicros = (uint)micros;
        return readings;
    }

    /// <summary>The block as a record, once it and its head are free of faults.</summary>
    public TelemetryRecord ToRecord(ReadingBuilder head, string asset, int readings, uint intervalMicros)
    {
        var record = new TelemetryRecord
        {
            Asset = asset,
            ReadingCount = readings,
            EventTimeUnixMicros = head.TimeMicros!.Value,
            IntervalMicros = readings > 1 ? intervalMicros : 0,
            Epoch = head.Epoch ?? 0,
            Sequence = head.Sequence ?? 0,
            Flags = RecordFlags.Block
                | (head.Sequence.HasValue ? RecordFlags.Sequenced : RecordFlags.None)
                | (head.Historical ? RecordFlags.Historical : RecordFlags.None),
        };
        var quality = head.Uncertain ? ChannelQuality.Uncertain : ChannelQuality.Good;
        for (var i = 0; i < _columnCount; i++)
        {
            var column = _columns[i];
            record.Columns.Add(new TelemetryColumn(column.ChannelId, column.Name, [.. column.Values], quality));
            if (column.HasRemainders)
                record.Columns.Add(new TelemetryColumn(column.ChannelId, column.Name, [.. column.Remainders], ChannelQuality.Remainder));
        }
        foreach (var waveform in Waveforms)
            record.Waveforms.Add(waveform.StartUnixMicros != long.MinValue
                ? waveform : waveform with { StartUnixMicros = record.EventTimeUnixMicros });
        return record;
    }

    private int ReadingCount(ReadingBuilder head)
    {
        if (_columnCount == 0)
        {
            if (Waveforms.Count == 0) head.Fault(DeadLetterReason.NoValues, "a block needs a channel or a waveform");
            return Waveforms.Count > 0 ? 1 : 0;
        }
        var count = _columns[0].Values.Count;
        for (var i = 1; i < _columnCount; i++)
        {
            if (_columns[i].Values.Count == count) continue;
            head.Fault(
                DeadLetterReason.LimitExceeded,
                $"channel '{_columns[i].Label}' has {_columns[i].Values.Count} values, '{_columns[0].Label}' has {count}; all must be "
                    + "of equal length");
            return 0;
        }
        if (count == 0) head.Fault(DeadLetterReason.LimitExceeded, "the channels of the block have no values");
        return count;
    }

    private int ColumnsInRecord()
    {
        var columns = _columnCount;
        for (var i = 0; i < _columnCount; i++)
            if (_columns[i].HasRemainders) columns++;
        return columns;
    }

    /// <summary>Values of one channel of a block.</summary>
    internal sealed class Column
    {
        private readonly List<float> _values = [];
        private readonly List<float> _remainders = [];

        public int ChannelId { get; set; }

        public string Name { get; set; } = string.Empty;

        public IReadOnlyList<float> Values => _values;

        /// <summary>What the values lost as 32-bit floats (<see cref="SinglePrecision"/>).</summary>
        public IReadOnlyList<float> Remainders => _remainders;

        /// <summary>True if a value of a custom channel lost something.</summary>
        public bool HasRemainders { get; private set; }

        public string Label => ChannelId == TelemetryCodecV1.NamedChannel ? Name : Core.Channels.StandardChannels.All[ChannelId].Name;

        public void Add(double value)
        {
            var remainder = ChannelId == TelemetryCodecV1.NamedChannel ? SinglePrecision.RemainderOf(value) : 0;
            _values.Add((float)value);
            _remainders.Add(remainder);
            HasRemainders |= remainder != 0;
        }

        public void Clear()
        {
            _values.Clear();
            _remainders.Clear();
            HasRemainders = false;
        }
    }
}
