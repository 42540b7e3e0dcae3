namespace Maintenance.Core.Telemetry;

/// <summary>
/// One asset's readings over a short stretch of event time, in columns: the owned, mutable form used by senders and decoders.
/// On the wire and in the log it is codec V1 (<see cref="TelemetryCodecV1"/>, <c>docs/formats/telemetry-v1.md</c>);
/// readers on the hot path use <see cref="TelemetryRecordView"/> instead.
/// </summary>
public sealed class TelemetryRecord
{
    /// <summary>Asset that measured.</summary>
    public required string Asset { get; init; }

    /// <summary>Properties of the record.</summary>
    public RecordFlags Flags { get; set; }

    /// <summary>
    /// Stream epoch: a number the sender chooses whenever its numbering restarts (for example its boot time in Unix µs); ≥ 0.
    /// Meaningful with <see cref="RecordFlags.Sequenced"/>.
    /// </summary>
    public long Epoch { get; set; }

    /// <summary>
    /// Ordinal, within the epoch, of the first reading (not record): starts at 0 and is gap-free as sent, so the next record's
    /// sequence is this one's plus <see cref="ReadingCount"/>.
    /// </summary>
    public long Sequence { get; set; }

    /// <summary>Event time of the first reading, Unix µs UTC.</summary>
    public long EventTimeUnixMicros { get; set; }

    /// <summary>When Ingest received the record, Unix µs UTC; 0 as sent. Becomes <c>known_at</c> of everything computed from it.</summary>
    public long ReceivedUnixMicros { get; set; }

    /// <summary>Interval between readings, µs; 0 only for a single reading or with <see cref="RecordFlags.HasTimes"/>.</summary>
    public uint IntervalMicros { get; set; }

    /// <summary>Number of readings, 1…<see cref="TelemetryCodecV1.MaxReadings"/>.</summary>
    public required int ReadingCount { get; init; }

    /// <summary>
    /// Per-reading times in Unix µs, ascending, length <see cref="ReadingCount"/>; null without <see cref="RecordFlags.HasTimes"/>.
    /// </summary>
    public long[]? Times { get; set; }

    /// <summary>The channels; each column's length is <see cref="ReadingCount"/>.</summary>
    public List<TelemetryColumn> Columns { get; init; } = [];

    /// <summary>High-rate time waveforms that belong to this record; usually none.</summary>
    public List<TimeWaveform> Waveforms { get; init; } = [];
}
