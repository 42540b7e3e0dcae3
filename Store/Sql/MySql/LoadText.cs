using System.Buffers;
using System.Globalization;
using System.Text;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Writes rows in the text format of LOAD DATA: fields end with a tab, rows with a line feed, <c>\N</c> is NULL, a backslash escapes.
/// Bytes are written in hexadecimal, as UTF-8 text could not hold them. Steady state allocates nothing per value. Threading: one
/// user.
/// </summary>
internal sealed class LoadText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\0\t\n\r\\");

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);

    /// <summary>The text so far; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Adds a row of the given columns.</summary>
    public void Add(TableBatch batch, int row, ReadOnlySpan<int> columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0) Byte((byte)'\t');
            Value(batch, columns[i], row);
        }
        Byte((byte)'\n');
    }

    private void Value(TableBatch batch, int column, int row)
    {
        switch (batch.Schema.Columns[column].Type)
        {
            case ColumnType.TinyInt: Number(batch.Column<byte>(column).Values[row]); break;
            case ColumnType.Integer: Number(batch.Column<int>(column).Values[row]); break;
            case ColumnType.BigInt: Number(batch.Column<long>(column).Values[row]); break;
            case ColumnType.Timestamp: Time(batch.Column<long>(column).Values[row]); break;
            case ColumnType.Real: Real(batch.Column<float>(column).Values[row]); break;
            case ColumnType.DoublePrecision: Real(batch.Column<double>(column).Values[row]); break;
            case ColumnType.Text: Text(batch.Column<string?>(column).Values[row]); break;
            case ColumnType.Blob: Blob(batch.Column<byte[]?>(column).Values[row]); break;
            default:
                throw new InvalidOperationException($"Column {batch.Schema.Name}.{batch.Schema.Columns[column].Name} has an unknown "
                + "type.");
        }
    }

    private void Number(long value)
    {
        value.TryFormat(_bytes.GetSpan(20), out var length, default, CultureInfo.InvariantCulture);
        _bytes.Advance(length);
    }

    // The dialects have no infinities: like NaN they are stored as NULL (docs/formats/store-tables.md).
    // Nine digits distinguish any float, but the largest ones round beyond the server's range: those are written in full.
    private void Real(float value)
    {
        if (!float.IsFinite(value)) Null();
        else if (Math.Abs(value) > 3.4e38f) Real((double)value);
        else
        {
            value.TryFormat(_bytes.GetSpan(32), out var length, default, CultureInfo.InvariantCulture);
            _bytes.Advance(length);
        }
    }

    private void Real(double value)
    {
        if (!double.IsFinite(value))
        {
            Null();
            return;
        }
        value.TryFormat(_bytes.GetSpan(32), out var length, default, CultureInfo.InvariantCulture);
        _bytes.Advance(length);
    }

    private void Time(long unixMicros)
    {
        if (unixMicros == long.MinValue)
        {
            Null();
            return;
        }
        UnixMicros.ToUtc(unixMicros)
            .TryFormat(_bytes.GetSpan(32), out var length, "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        _bytes.Advance(length);
    }

    private void Text(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }
        if (value.AsSpan().IndexOfAny(Special) < 0)
        {
            Plain(value);
            return;
        }
        for (var rest = value.AsSpan(); ;)
        {
            var next = rest.IndexOfAny(Special);
            Plain(next < 0 ? rest : rest[..next]);
            if (next < 0) return;
            Byte((byte)'\\');
            Byte(rest[next] == '\0' ? (byte)'0' : (byte)rest[next]);
            rest = rest[(next + 1)..];
        }
    }

    // An unpaired surrogate becomes the replacement character.
    private void Plain(ReadOnlySpan<char> text) =>
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private void Blob(byte[]? value)
    {
        if (value is null)
        {
            Null();
            return;
        }
        var span = _bytes.GetSpan(value.Length * 2);
        Convert.TryToHexString(value, span, out var length);
        _bytes.Advance(length);
    }

    private void Null() => _bytes.Write("\\N"u8);

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
