using Maintenance.Core.Channels;

namespace Maintenance.Core.Tables;

/// <summary>
/// Rows of <c>reading</c>, written by whole columns: a record has its channels in columns, and copying spans is many times cheaper than
/// adding rows. Columns are looked up by name once.
/// </summary>
public sealed class ReadingBatch : TableBatch
{
    private readonly ColumnBuffer<float>[] _channels;

    /// <summary>Creates an empty batch.</summary>
    public ReadingBatch() : base(ReadingRow.Table)
    {
        Assets = Column<string?>("asset");
        EventTimes = Column<long>("event_time");
        _channels = [.. StandardChannels.Names.Select(Column<float>)];
    }

    /// <summary>Asset of each reading.</summary>
    public ColumnBuffer<string?> Assets { get; }

    /// <summary>When each was measured, Unix µs UTC.</summary>
    public ColumnBuffer<long> EventTimes { get; }

    /// <summary>Values of a standard channel; NaN where it is absent.</summary>
    public ColumnBuffer<float> Channel(int channel) => _channels[channel];
}
