using System.Globalization;
using System.Text;
using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads types without children. Integers wider than 64 bits become double if they do not fit a long.</summary>
internal sealed unsafe class PlainReader(DuckDBType type, TextBudget budget) : ValueReader(budget)
{
    protected override object? ReadValid(int row) => type switch
    {
        DuckDBType.Boolean => Data[row] != 0,
        DuckDBType.TinyInt => (long)((sbyte*)Data)[row],
        DuckDBType.SmallInt => (long)((short*)Data)[row],
        DuckDBType.Integer => (long)((int*)Data)[row],
        DuckDBType.BigInt => ((long*)Data)[row],
        DuckDBType.UnsignedTinyInt => (long)Data[row],
        DuckDBType.UnsignedSmallInt => (long)((ushort*)Data)[row],
        DuckDBType.UnsignedInteger => (long)((uint*)Data)[row],
        DuckDBType.UnsignedBigInt => NarrowUnsigned(((ulong*)Data)[row]),
        DuckDBType.HugeInt => Narrow(((Int128*)Data)[row]),
        DuckDBType.UnsignedHugeInt => NarrowUnsigned(((UInt128*)Data)[row]),
        DuckDBType.Float => (double)((float*)Data)[row],
        DuckDBType.Double => ((double*)Data)[row],
        DuckDBType.Varchar => Encoding.UTF8.GetString(Bytes(row)),
        DuckDBType.Blob => Bytes(row).ToArray(),
        DuckDBType.Timestamp or DuckDBType.TimestampTz => Time(((long*)Data)[row], TimeSpan.TicksPerMicrosecond),
        DuckDBType.TimestampS => Time(((long*)Data)[row], TimeSpan.TicksPerSecond),
        DuckDBType.TimestampMs => Time(((long*)Data)[row], TimeSpan.TicksPerMillisecond),
        DuckDBType.TimestampNs => Time(((long*)Data)[row] / TimeSpan.NanosecondsPerTick, 1),
        DuckDBType.Date => Time(((int*)Data)[row], TimeSpan.TicksPerDay),
        DuckDBType.Time => TimeSpan.FromMicroseconds(((long*)Data)[row]).ToString("c", CultureInfo.InvariantCulture),
        DuckDBType.Uuid => Uuid(((UInt128*)Data)[row]),
        DuckDBType.Interval => Interval(Data + (16 * row)),
        DuckDBType.SqlNull => null,
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

    // DuckDB's range is wider than DateTime's and has infinities: those become text rather than a wrong time.
    private static object Time(long value, long ticksPerUnit)
    {
        if (value is long.MaxValue or int.MaxValue) return "infinity";
        if (value is -long.MaxValue or -int.MaxValue) return "-infinity";
        var ticks = ((Int128)value * ticksPerUnit) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, DateTimeKind.Utc) : $"{value} x {ticksPerUnit} ticks since 1970";
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
