using System.Globalization;
using System.Text;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Reads types without children. Integers beyond 64 bits come as double when they do not fit a long.</summary>
internal sealed unsafe class PlainReader(DuckDbType type, TextBudget budget) : ValueReader(budget)
{
    protected override object? ReadValid(int row) => type switch
    {
        DuckDbType.Boolean => Data[row] != 0,
        DuckDbType.TinyInt => (long)((sbyte*)Data)[row],
        DuckDbType.SmallInt => (long)((short*)Data)[row],
        DuckDbType.Integer => (long)((int*)Data)[row],
        DuckDbType.BigInt => ((long*)Data)[row],
        DuckDbType.UTinyInt => (long)Data[row],
        DuckDbType.USmallInt => (long)((ushort*)Data)[row],
        DuckDbType.UInteger => (long)((uint*)Data)[row],
        DuckDbType.UBigInt => NarrowUnsigned(((ulong*)Data)[row]),
        DuckDbType.HugeInt => Narrow(((Int128*)Data)[row]),
        DuckDbType.UHugeInt => NarrowUnsigned(((UInt128*)Data)[row]),
        DuckDbType.Float => (double)((float*)Data)[row],
        DuckDbType.Double => ((double*)Data)[row],
        DuckDbType.Varchar => Encoding.UTF8.GetString(Bytes(row)),
        DuckDbType.Blob => Bytes(row).ToArray(),
        DuckDbType.Timestamp or DuckDbType.TimestampTz => Time(((long*)Data)[row], TimeSpan.TicksPerMicrosecond),
        DuckDbType.TimestampSeconds => Time(((long*)Data)[row], TimeSpan.TicksPerSecond),
        DuckDbType.TimestampMillis => Time(((long*)Data)[row], TimeSpan.TicksPerMillisecond),
        DuckDbType.TimestampNanos => Time(((long*)Data)[row] / TimeSpan.NanosecondsPerTick, 1),
        DuckDbType.Date => Time(((int*)Data)[row], TimeSpan.TicksPerDay),
        DuckDbType.Time => TimeSpan.FromMicroseconds(((long*)Data)[row]).ToString("c", CultureInfo.InvariantCulture),
        DuckDbType.Uuid => Uuid(((UInt128*)Data)[row]),
        DuckDbType.Interval => Interval(Data + (16 * row)),
        DuckDbType.SqlNull => null,
        _ => $"({type}: cast to VARCHAR to see it)",
    };

    private ReadOnlySpan<byte> Bytes(int row)
    {
        var bytes = ((NativeString*)Data)[row].Bytes(Data, row);
        Budget.Take(bytes.Length);
        return bytes;
    }

    private static object Narrow(Int128 value)
    {
        var (exact, rounded) = (unchecked((long)value), (double)value);
        if (value >= long.MinValue && value <= long.MaxValue) return exact;
        return rounded;
    }

    private static object NarrowUnsigned(UInt128 value)
    {
        var (exact, rounded) = (unchecked((long)value), (double)value);
        if (value <= long.MaxValue) return exact;
        return rounded;
    }

    // DuckDB's range is wider than DateTime's and has infinities: those come as text rather than as a wrong time.
    private static object Time(long value, long ticksPerUnit)
    {
        if (value is long.MaxValue or int.MaxValue) return "infinity";
        if (value is -long.MaxValue or -int.MaxValue) return "-infinity";
        var ticks = ((Int128)value * ticksPerUnit) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime((long)ticks, DateTimeKind.Utc) : $"{value} x {ticksPerUnit} ticks since 1970";
    }

    // Stored as a hugeint with the top bit flipped, so that it sorts.
    private static string Uuid(UInt128 stored)
    {
        var hex = (stored ^ (UInt128.One << 127)).ToString("x32", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    private static string Interval(byte* at)
    {
        var (months, days, micros) = (((int*)at)[0], ((int*)at)[1], ((long*)at)[1]);
        var time = TimeSpan.FromMicroseconds(micros).ToString("c", CultureInfo.InvariantCulture);
        return $"{months} months {days} days {time}";
    }
}
