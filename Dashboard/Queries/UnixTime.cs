namespace Maintenance.Dashboard.Queries;

/// <summary>Microseconds since 1970 and <see cref="DateTime"/> in UTC.</summary>
internal static class UnixTime
{
    private const long TicksPerMicro = TimeSpan.TicksPerMicrosecond;

    public static long ToMicros(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TicksPerMicro;

    public static DateTime FromMicros(long unixMicros) => new(DateTime.UnixEpoch.Ticks + unixMicros * TicksPerMicro, DateTimeKind.Utc);

    public static long Micros(this TimeProvider clock) => ToMicros(clock.GetUtcNow().UtcDateTime);
}
