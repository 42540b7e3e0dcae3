namespace Maintenance.Core.Time;

/// <summary>
/// How recent a block is known to be; the greatest of an asset is its present. A block is as old as its event time says, unless that lies
/// after its reception: no sensor reads the future, so the clock of the sender runs ahead, and the further ahead, the less the time is
/// believed. Such a block ranks as far before its reception as it claims to lie after it. One stray block thus never hides the blocks that
/// come after it, and a drill whose clock always runs ahead is still seen live, since its receptions advance. A function of the row alone:
/// the same in whatever order rows come, and without the time of today.
/// </summary>
public readonly record struct Recency
{
    private readonly long _time;
    private readonly long _knownAt;
    private readonly long _logOffset;

    /// <summary>Recency of what is known of a block.</summary>
    /// <param name="eventTimeUnixMicros">Event time of the block, Unix µs.</param>
    /// <param name="knownAtUnixMicros">When Ingest received the record behind it, Unix µs.</param>
    /// <param name="logOffset">Offset of that record; decides between records received at the same time.</param>
    public Recency(long eventTimeUnixMicros, long knownAtUnixMicros, long logOffset = 0) =>
        (_time, _knownAt, _logOffset) = (TimeOf(eventTimeUnixMicros, knownAtUnixMicros), knownAtUnixMicros, logOffset);

    /// <summary>Before every block.</summary>
    public static Recency Never { get; } = new(UnixMicros.None, UnixMicros.None, UnixMicros.None);

    /// <summary>True if the other is more recent.</summary>
    public bool IsBefore(in Recency other) =>
        (_time, _knownAt, _logOffset).CompareTo((other._time, other._knownAt, other._logOffset)) < 0;

    /// <summary>The event time, mirrored at the reception when it lies after it.</summary>
    private static long TimeOf(long eventTime, long knownAt) => eventTime <= knownAt ? eventTime : knownAt - (eventTime - knownAt);
}
