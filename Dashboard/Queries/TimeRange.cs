namespace Maintenance.Dashboard.Queries;

/// <summary>Half-open stretch of event time.</summary>
public readonly record struct TimeRange(long FromUnixMicros, long ToUnixMicros)
{
    public DateTime From => UnixTime.FromMicros(FromUnixMicros);

    public DateTime To => UnixTime.FromMicros(ToUnixMicros);

    public TimeSpan Length => TimeSpan.FromMicroseconds(ToUnixMicros - FromUnixMicros);

    public static TimeRange EndingAt(long toUnixMicros, TimeSpan length) => new(toUnixMicros - (long)length.TotalMicroseconds, toUnixMicros);
}
