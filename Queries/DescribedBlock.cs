using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// A stored block. Reads its row on demand, so that hundreds of descriptors go straight into the caller's memory.
/// </summary>
public readonly struct DescribedBlock
{
    /// <summary>Columns a window is computed from: time, state and descriptors.</summary>
    internal static readonly string WindowColumns = string.Join(", ", ["event_time", "drilling_state", .. Descriptors.Names]);

    /// <summary>Columns of all members.</summary>
    internal static readonly string AllColumns =
        string.Join(", ", [WindowColumns, "known_at", "duration_us", "reading_count", "quality", .. ChannelStatistics.Names]);

    private readonly QueryRow _row;

    private DescribedBlock(QueryRow row) => _row = row;

    /// <summary>Start of the block, Unix µs UTC.</summary>
    public long EventTimeUnixMicros => _row.UnixMicros("event_time");

    /// <summary>When Ingest received the record behind it, Unix µs UTC.</summary>
    public long KnownAtUnixMicros => _row.UnixMicros("known_at");

    /// <summary>Drilling state, as stored.</summary>
    public string DrillingState => _row.Text("drilling_state");

    /// <summary>Nominal duration, µs.</summary>
    public long DurationMicros => _row.Whole("duration_us");

    /// <summary>Number of readings in the block.</summary>
    public int ReadingCount => _row.Integer("reading_count");

    /// <summary>Worst <c>ChannelQuality</c> of the block.</summary>
    public byte Quality => (byte)_row.Whole("quality");

    /// <summary>Wraps a row with <see cref="WindowColumns"/> or <see cref="AllColumns"/>.</summary>
    public static DescribedBlock Of(QueryRow row) => new(row);

    /// <summary>Copies the descriptors.</summary>
    /// <param name="values">As long as <c>Descriptors.Names</c>; NaN where not computed.</param>
    public void ReadDescriptors(Span<float> values) => _row.Reals(Descriptors.Names, values);

    /// <summary>Copies the channel statistics.</summary>
    /// <param name="values">As long as <c>ChannelStatistics.Names</c>; NaN where there is none.</param>
    public void ReadStatistics(Span<float> values) => _row.Reals(ChannelStatistics.Names, values);
}
