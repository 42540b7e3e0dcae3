using System.Globalization;
using System.Numerics;
using System.Text;
using DuckDB.NET.Native;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Reads numbers, texts and bytes.</summary>
internal sealed unsafe class PlainReader(DuckDBType type, TextBudget budget) : ValueReader(budget)
{
    public override SqlValueKind Kind => type switch
    {
        DuckDBType.Boolean => SqlValueKind.Boolean,
        DuckDBType.Float => SqlValueKind.Real,
        DuckDBType.Double => SqlValueKind.Double,
        DuckDBType.Blob => SqlValueKind.Blob,
        DuckDBType.TinyInt or DuckDBType.SmallInt or DuckDBType.Integer or DuckDBType.BigInt or DuckDBType.HugeInt
            or DuckDBType.UnsignedTinyInt or DuckDBType.UnsignedSmallInt or DuckDBType.UnsignedInteger or DuckDBType.UnsignedBigInt
            or DuckDBType.UnsignedHugeInt or DuckDBType.VarInt => SqlValueKind.Integer,
        _ => SqlValueKind.Text,
    };

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
        DuckDBType.UnsignedBigInt => Narrow(((ulong*)Data)[row]),
        DuckDBType.HugeInt => Narrow(((Int128*)Data)[row]),
        DuckDBType.UnsignedHugeInt => Narrow(((UInt128*)Data)[row]),
        DuckDBType.VarInt => Narrow(BigNumber(Bytes(row))),
        DuckDBType.Float => ((float*)Data)[row],
        DuckDBType.Double => ((double*)Data)[row],
        DuckDBType.Varchar => Encoding.UTF8.GetString(Bytes(row)),
        DuckDBType.Blob => Bytes(row).ToArray(),
        DuckDBType.Uuid => Uuid(((UInt128*)Data)[row]),
        DuckDBType.Bit => Bits(Bytes(row)),
        DuckDBType.SqlNull => null,
        _ => $"({type}: cast to VARCHAR to see it)",
    };

    private ReadOnlySpan<byte> Bytes(int row)
    {
        var bytes = ((NativeString*)Data)[row].Bytes(Data, row);
        Budget.Take(bytes.Length);
        return bytes;
    }

    private static object Narrow(BigInteger value)
    {
        object whole = value;
        if (value >= long.MinValue && value <= long.MaxValue) whole = (long)value;
        return whole;
    }

    // Stored as a hugeint with the top bit flipped, so that it sorts.
    private static string Uuid(UInt128 stored)
    {
        var hex = (stored ^ (UInt128.One << 127)).ToString("x32", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    // The first byte counts the bits of the second that are not used.
    private static string Bits(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 8);
        for (var bit = 8 + bytes[0]; bit < bytes.Length * 8; bit++) text.Append((bytes[bit >> 3] >> (7 - (bit & 7)) & 1) == 0 ? '0' : '1');
        return text.ToString();
    }

    // Three bytes of sign and length, then the magnitude, most significant byte first; of a negative number all bits are inverted.
    private static BigInteger BigNumber(ReadOnlySpan<byte> bytes)
    {
        const int HeaderBytes = 3;
        var isNegative = (bytes[0] & 0x80) == 0;
        var magnitude = bytes[HeaderBytes..].ToArray();
        if (isNegative)
            for (var i = 0; i < magnitude.Length; i++) magnitude[i] = (byte)~magnitude[i];
        var value = new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
        return isNegative ? -value : value;
    }
}
