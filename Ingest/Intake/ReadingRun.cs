using System.Numerics;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// Single readings of one asset that become one record: unnumbered ones in time order, numbered ones as long as each directly follows
/// the previous one. Grows its columns and keeps them; a record costs one allocation per column, a reading none.
/// Threading: one user at a time.
/// </summary>
internal sealed class ReadingRun(string asset)
{
    // More than 4 cells per value means the readings share few channels; a new record is then smaller than the empty cells.
    private const int MaxCellsPerValue = 4;
    private const int AlwaysAllowedCells = 4096;

    // Far below the codec's limit, and far above the size at which the header matters.
    private const int MaxBytes = 1024 * 1024;

    private readonly short[] _standardColumn = NewMap();
    private readonly Dictionary<string, int> _namedColumn = new(StringComparer.Ordinal);
    private readonly List<Column> _columns = [];
    private readonly List<Column> _spare = [];
    private long[] _times = new long[16];
    private long _values;
    private int _remainders;
    private bool _sorted = true;

    public string Asset { get; } = asset;

    public int Count { get; private set; }

    public bool Sequenced { get; private set; }

    public long Epoch { get; private set; }

    public long FirstSequence { get; private set; }

    public bool Historical { get; private set; }

    /// <summary>True if the reading may join this run.</summary>
    public bool Accepts(ReadingBuilder reading)
    {
        if (Count == 0) return true;
        if (Count == TelemetryCodecV1.MaxReadings || Historical != reading.Historical || Sequenced != reading.Sequence.HasValue)
            return false;
        if (Sequenced && (Epoch != reading.Epoch || FirstSequence + Count != reading.Sequence || reading.TimeMicros < _times[Count - 1]))
            return false;
        var columns = _columns.Count + _remainders + reading.ColumnCount; // if all were new
        if (columns > TelemetryCodecV1.MaxChannels || (Count + 1) * (sizeof(long) + sizeof(float) * columns) > MaxBytes) return false;
        var cells = (long)(Count + 1) * (_columns.Count + 1);
        return cells <= AlwaysAllowedCells || cells <= MaxCellsPerValue * _values;
    }

    public void Add(ReadingBuilder reading)
    {
        var time = reading.TimeMicros!.Value;
        if (Count == 0) Begin(reading);
        // Two unnumbered messages for one instant are merged; two that conflict stay two, and Scoring counts a duplicate.
        var completes = Count > 0 && !Sequenced && time == _times[Count - 1] && AddsOnlyNewValues(reading);
        if (!completes) BeginRow(time);
        for (var present = reading.StandardPresent; present != 0; present &= present - 1)
        {
            var channel = BitOperations.TrailingZeroCount(present);
            Set(StandardColumn(channel), reading.Standard[channel], reading.Uncertain);
        }
        foreach (var (name, value, remainder) in reading.Named)
        {
            var column = NamedColumn(name);
            Set(column, value, reading.Uncertain);
            if (remainder != 0 && column.SetRemainder(Count, remainder)) _remainders++;
        }
    }

    /// <summary>Removes the readings; keeps the columns' memory.</summary>
    public void Clear()
    {
        Count = 0;
        _values = _remainders = 0;
        _sorted = true;
        _spare.AddRange(_columns);
        _columns.Clear();
        _namedColumn.Clear();
        Array.Fill(_standardColumn, (short)-1);
    }

    /// <summary>The readings as one record, in time order; only when <see cref="Count"/> &gt; 0.</summary>
    public TelemetryRecord ToRecord()
    {
        var order = _sorted ? null : TimeOrder();
        var times = new long[Count];
        for (var i = 0; i < Count; i++) times[i] = _times[order is null ? i : order[i]];
        var record = new TelemetryRecord
        {
            Asset = Asset,
            ReadingCount = Count,
            EventTimeUnixMicros = times[0],
            Times = Count > 1 ? times : null,
            Flags = (Count > 1 ? RecordFlags.HasTimes : RecordFlags.None)
                | (Sequenced ? RecordFlags.Sequenced : RecordFlags.None)
                | (Historical ? RecordFlags.Historical : RecordFlags.None),
            Epoch = Sequenced ? Epoch : 0,
            Sequence = Sequenced ? FirstSequence : 0,
        };
        foreach (var column in _columns)
        {
            record.Columns.Add(new TelemetryColumn(column.ChannelId, column.Name, Ordered(column.Values, Count, order), column.Uncertain
                ? ChannelQuality.Uncertain : ChannelQuality.Good));
            if (column.Remainders is { } remainders)
                record.Columns.Add(new TelemetryColumn(column.ChannelId, column.Name, Ordered(remainders, Count, order),
                    ChannelQuality.Remainder));
        }
        return record;
    }

    private void Begin(ReadingBuilder reading)
    {
        Sequenced = reading.Sequence.HasValue;
        Epoch = reading.Epoch ?? 0;
        FirstSequence = reading.Sequence ?? 0;
        Historical = reading.Historical;
    }

    private void BeginRow(long time)
    {
        if (Count == _times.Length) Array.Resize(ref _times, 2 * Count);
        if (Count > 0 && time < _times[Count - 1]) _sorted = false;
        _times[Count++] = time;
        foreach (var column in _columns) column.Append(Count);
    }

    private bool AddsOnlyNewValues(ReadingBuilder reading)
    {
        var row = Count - 1;
        for (var present = reading.StandardPresent; present != 0; present &= present - 1)
        {
            var column = _standardColumn[BitOperations.TrailingZeroCount(present)];
            if (column >= 0 && !float.IsNaN(_columns[column].Values[row])) return false;
        }
        foreach (var (name, _, _) in reading.Named)
            if (_namedColumn.TryGetValue(name, out var column) && !float.IsNaN(_columns[column].Values[row])) return false;
        return true;
    }

    private void Set(Column column, float value, bool uncertain)
    {
        column.Values[Count - 1] = value;
        column.Uncertain |= uncertain;
        _values++;
    }

    private Column StandardColumn(int channel)
    {
        ref var index = ref _standardColumn[channel];
        if (index < 0)
        {
            index = (short)_columns.Count;
            AddColumn(channel, string.Empty);
        }
        return _columns[index];
    }

    private Column NamedColumn(string name)
    {
        if (!_namedColumn.TryGetValue(name, out var index))
        {
            index = _columns.Count;
            _namedColumn.Add(name, index);
            AddColumn(TelemetryCodecV1.NamedChannel, name);
        }
        return _columns[index];
    }

    private void AddColumn(int channelId, string name)
    {
        var column = _spare.Count > 0 ? _spare[^1] : new Column();
        if (_spare.Count > 0) _spare.RemoveAt(_spare.Count - 1);
        column.Begin(channelId, name, Count);
        _columns.Add(column);
    }

    private int[] TimeOrder()
    {
        var order = new int[Count];
        for (var i = 0; i < Count; i++) order[i] = i;
        // The position breaks ties, so that of two readings of one instant the one sent first stays first.
        Array.Sort(order, (a, b) => _times[a] != _times[b] ? _times[a].CompareTo(_times[b]) : a.CompareTo(b));
        return order;
    }

    private static float[] Ordered(float[] values, int rows, int[]? order)
    {
        if (order is null) return values.AsSpan(0, rows).ToArray();
        var ordered = new float[rows];
        for (var i = 0; i < rows; i++) ordered[i] = values[order[i]];
        return ordered;
    }

    private static short[] NewMap()
    {
        var map = new short[StandardChannels.Count];
        Array.Fill(map, (short)-1);
        return map;
    }

    private sealed class Column
    {
        public int ChannelId { get; private set; }

        public string Name { get; private set; } = string.Empty;

        public bool Uncertain { get; set; }

        public float[] Values { get; private set; } = new float[16];

        /// <summary>What the values lost as 32-bit floats; null if they lost nothing.</summary>
        public float[]? Remainders { get; private set; }

        public void Begin(int channelId, string name, int rows)
        {
            (ChannelId, Name, Uncertain, Remainders) = (channelId, name, false, null);
            if (rows > Values.Length) Values = new float[Math.Max(rows, 2 * Values.Length)];
            Array.Fill(Values, float.NaN, 0, rows);
        }

        public void Append(int rows)
        {
            if (rows > Values.Length) Values = Grown(Values);
            Values[rows - 1] = float.NaN;
            if (Remainders is null) return;
            if (rows > Remainders.Length) Remainders = Grown(Remainders);
            Remainders[rows - 1] = 0;
        }

        /// <summary>Sets the remainder of the last row; true if it is the column's first.</summary>
        public bool SetRemainder(int rows, float remainder)
        {
            var isFirst = Remainders is null;
            Remainders ??= new float[Values.Length];
            Remainders[rows - 1] = remainder;
            return isFirst;
        }

        private static float[] Grown(float[] values)
        {
            Array.Resize(ref values, 2 * values.Length);
            return values;
        }
    }
}
