using System.Globalization;
using DuckDB.NET.Native;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads dates, times and intervals.</summary>
/// <param name="type">A type for which <see cref="Reads"/>.</param>
/// <param name="isLocal">True if times without a zone are not known to be UTC.</param>
/// <param name="budget">Text budget of the result.</param>
internal sealed unsafe class TimeReader(DuckDBType type, bool isLocal, TextBudget budget) : ValueReader(budget)
{
    private const long MicrosPerSecond = 1_000_000;
    private const int MaxOffsetSeconds = (16 * 3600) - 1;

    private readonly DateTimeKind _zone = isLocal && type != DuckDBType.TimestampTz ? DateTimeKind.Unspecified : DateTimeKind.Utc;

    public override SqlValueKind Kind => type switch
    {
        DuckDBType.Date => SqlValueKind.Date,
        DuckDBType.Time or DuckDBType.TimeTz or DuckDBType.Interval => SqlValueKind.Text,
        _ => _zone == DateTimeKind.Utc ? SqlValueKind.Timestamp : SqlValueKind.LocalTimestamp,
    };

    public static bool Reads(DuckDBType type) => type is DuckDBType.Timestamp or DuckDBType.TimestampTz or DuckDBType.TimestampS
        or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.Date or DuckDBType.Time or DuckDBType.TimeTz
        or DuckDBType.Interval;

    protected override object ReadValid(int row) => type switch
    {
        DuckDBType.Timestamp or DuckDBType.TimestampTz => Time(((long*)Data)[row], TimeSpan.TicksPerMicrosecond),
        DuckDBType.TimestampS => Time(((long*)Data)[row], TimeSpan.TicksPerSecond),
        DuckDBType.TimestampMs => Time(((long*)Data)[row], TimeSpan.TicksPerMillisecond),
        DuckDBType.TimestampNs => Nanoseconds(((long*)Data)[row]),
        DuckDBType.Date => Date(((int*)Data)[row]),
        DuckDBType.Time => TimeOfDay(((long*)Data)[row]),
        DuckDBType.TimeTz => TimeWithOffset(((ulong*)Data)[row]),
        _ => Interval(((int*)Data)[4 * row], ((int*)Data)[(4 * row) + 1], ((long*)Data)[(2 * row) + 1]),
    };

    // DuckDB's range is wider than DateTime's and has infinities: those become text rather than a wrong time.
    private object Time(long value, long ticksPerUnit)
    {
        if (Infinity(value, long.MaxValue) is { } infinity) return infinity;
        var ticks = ((Int128)value * ticksPerUnit) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, _zone) : $"{value} x {ticksPerUnit} ticks since 1970";
    }

    // A tick is 100 ns: finer times are text with all nine decimals.
    private object Nanoseconds(long value)
    {
        if (Infinity(value, long.MaxValue) is { } infinity) return infinity;
        var ticks = Math.DivRem(value, TimeSpan.NanosecondsPerTick, out var rest);
        if (rest == 0) return new DateTime(DateTime.UnixEpoch.Ticks + ticks, _zone);
        var (seconds, nanos) = (long.CreateChecked(Math.Floor(value / 1e9m)), (long)(value - (Math.Floor(value / 1e9m) * 1e9m)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{DateTime.UnixEpoch.AddSeconds(seconds):yyyy-MM-ddTHH:mm:ss}.{nanos:000000000}{(_zone == DateTimeKind.Utc ? "Z" : "")}");
    }

    private static object Date(int days)
    {
        if (Infinity(days, int.MaxValue) is { } infinity) return infinity;
        var number = days + (long)DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : $"{days} days since 1970";
    }

    private static string? Infinity(long value, long largest) => value == largest ? "infinity" : value == -largest ? "-infinity" : null;

    private static string TimeOfDay(long micros)
    {
        var size = Int128.Abs(micros); // of the smallest number, too
        var (minutes, rest) = ((long)(size / (60 * MicrosPerSecond)), (long)(size % (60 * MicrosPerSecond)));
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{(micros < 0 ? "-" : "")}{minutes / 60:00}:{minutes % 60:00}:{rest / MicrosPerSecond:00}");
        return rest % MicrosPerSecond == 0
            ? text : text + (rest % MicrosPerSecond / 1e6m).ToString("0.000000", CultureInfo.InvariantCulture)[1..].TrimEnd('0');
    }

    // The upper 40 bits are the time of day in µs, the lower 24 the offset, reversed so that the values sort.
    private static string TimeWithOffset(ulong value)
    {
        var offset = MaxOffsetSeconds - (int)(value & 0xFF_FFFF);
        var (hours, minutes, seconds) = (Math.Abs(offset) / 3600, Math.Abs(offset) / 60 % 60, Math.Abs(offset) % 60);
        return string.Create(CultureInfo.InvariantCulture, $"{TimeOfDay((long)(value >> 24))}{(offset < 0 ? '-' : '+')}{hours:00}")
            + (minutes == 0 && seconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{minutes:00}"))
            + (seconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{seconds:00}"));
    }

    private static string Interval(int months, int days, long micros)
    {
        var parts = new List<string>(4);
        if (months / 12 != 0) parts.Add(Count(months / 12, "year"));
        if (months % 12 != 0) parts.Add(Count(months % 12, "month"));
        if (days != 0) parts.Add(Count(days, "day"));
        if (micros != 0 || parts.Count == 0) parts.Add(TimeOfDay(micros));
        return string.Join(' ', parts);
    }

    private static string Count(int count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count is 1 or -1 ? "" : "s")}");
}
