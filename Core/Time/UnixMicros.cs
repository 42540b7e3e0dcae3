namespace Maintenance.Core.Time;

/// <summary>
/// Conversions to and from microseconds since 1970-01-01 UTC, the product's unit of event time: the only place where ticks become
/// microseconds. A tick is 100 ns; fractions of a microsecond are truncated towards 1970.
/// </summary>
public static class UnixMicros
{
    /// <summary>"No time": what a timestamp column holds where the store has NULL.</summary>
    public const long None = long.MinValue;

    /// <summary>Microseconds in a second.</summary>
    public const long PerSecond = 1_000_000;

    /// <summary>Microseconds of a UTC time.</summary>
    public static long Of(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Microseconds of a UTC time; <see cref="None"/> for null.</summary>
    public static long Of(DateTime? utc) => utc is { } time ? Of(time) : None;

    /// <summary>Microseconds of a time in any zone.</summary>
    public static long Of(DateTimeOffset time) => Of(time.UtcDateTime);

    /// <summary>The clock's current time.</summary>
    public static long Now(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>A duration in microseconds.</summary>
    public static long Length(TimeSpan length) => length.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Number of the stretch of a length, counted from 1970, in which a time lies; negative before.</summary>
    public static long NumberOf(long unixMicros, long length) =>
        Math.DivRem(unixMicros, length) is var (whole, rest) && rest < 0 ? whole - 1 : whole;

    /// <summary>The time in UTC; false outside the years 1 to 9999.</summary>
    public static bool TryToUtc(long unixMicros, out DateTime utc)
    {
        var ticks = DateTime.UnixEpoch.Ticks + ((Int128)unixMicros * TimeSpan.TicksPerMicrosecond);
        var exists = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        utc = exists ? new DateTime((long)ticks, DateTimeKind.Utc) : default;
        return exists;
    }

    /// <summary>The time in UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the years 1 to 9999.</exception>
    public static DateTime ToUtc(long unixMicros) => DateTime.UnixEpoch.AddTicks(unixMicros * TimeSpan.TicksPerMicrosecond);
}
