using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>Half-open range of event time, Unix µs UTC.</summary>
public readonly record struct TimeRange(long FromUnixMicros, long ToUnixMicros)
{
    public DateTime From => UnixMicros.ToUtc(FromUnixMicros);

    public DateTime To => UnixMicros.ToUtc(ToUnixMicros);

    public TimeSpan Length => TimeSpan.FromMicroseconds(ToUnixMicros - FromUnixMicros);

    public static TimeRange EndingAt(long toUnixMicros, TimeSpan length) => new(toUnixMicros - UnixMicros.Length(length), toUnixMicros);
}
