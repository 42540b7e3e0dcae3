using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Formats.Json;

/// <summary>
/// The block form of a JSON object while it is being read: columns of values and waveforms. Reused; a record takes copies.
/// Threading: one user at a time.
/// </summary>
internal sealed class BlockScratch
{
    private readonly List<Column> _columns = [];
    private int _columnCount;

    /// <summary>True once the object has shown a key that only blocks have.</summary>
    public bool Present { get; set; }

    public double? IntervalMs { get; set; }

    public List<TimeWaveform> Waveforms { get; } = [];

    public int ColumnCount => _columnCount;

    public void Clear()
    {
        Present = false;
        IntervalMs = null;
        Waveforms.Clear();
        _columnCount = 0;
    }

    /// <summary>Opens the column of a channel; null when it is there already or there are too many.</summary>
    public List<float>? Open(int channelId, string name)
    {
        if (_columnCount == TelemetryCodecV1.MaxChannels) return null;
        for (var i = 0; i < _columnCount; i++)
            if (_columns[i].ChannelId == channelId && string.Equals(_columns[i].Name, name, StringComparison.Ordinal)) return null;
        if (_columnCount == _columns.Count) _columns.Add(new Column());
        var column = _columns[_columnCount++];
        (column.ChannelId, column.Name) = (channelId, name);
        column.Values.Clear();
        return column.Values;
    }

    /// <summary>Readings of the block; 0 when the columns differ in length or there is nothing in it.</summary>
    public int ReadingCount(out string detail)
    {
        detail = string.Empty;
        if (_columnCount == 0)
        {
            if (Waveforms.Count == 0) detail = "a block needs a channel or a waveform";
            return Waveforms.Count > 0 ? 1 : 0;
        }
        var count = _columns[0].Values.Count;
        for (var i = 1; i < _columnCount; i++)
        {
            if (_columns[i].Values.Count == count) continue;
            detail = $"channel '{_columns[i].Label}' has {_columns[i].Values.Count} values, '{_columns[0].Label}' has {count}; all must have as many";
            return 0;
        }
        if (count == 0) detail = "the channels of the block have no values";
        return count;
    }

    public void CopyColumnsTo(TelemetryRecord record, ChannelQuality quality)
    {
        for (var i = 0; i < _columnCount; i++)
            record.Columns.Add(new TelemetryColumn(_columns[i].ChannelId, _columns[i].Name, [.. _columns[i].Values], quality));
    }

    private sealed class Column
    {
        public int ChannelId { get; set; }

        public string Name { get; set; } = string.Empty;

        public List<float> Values { get; } = [];

        public string Label => ChannelId == TelemetryCodecV1.NamedChannel ? Name : Core.Channels.StandardChannels.All[ChannelId].Name;
    }
}
