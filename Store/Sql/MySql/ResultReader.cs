using System.Data.Common;
using System.Globalization;
using System.Numerics;
using Maintenance.Core.Ports;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>Reads rows into the port's types, decided once per column. Values the driver has already boxed are passed on as is.</summary>
internal sealed class ResultReader
{
    private const int BytesPerNumber = 32;

    private static readonly object True = true;
    private static readonly object False = false;

    private readonly MySqlDataReader _reader;
    private readonly (SqlValueKind Kind, Func<int, object> Read)[] _columns;
    private readonly bool _isLocal;
    private bool _isAhead;

    /// <summary>Reads a result from its first row on.</summary>
    /// <param name="reader">The driver's rows.</param>
    /// <param name="isLocal">True if times are not known to be UTC, because the statement converts zones.</param>
    public ResultReader(MySqlDataReader reader, bool isLocal = false)
    {
        (_reader, _isLocal) = (reader, isLocal);
        var schema = reader.GetColumnSchema();
        Columns = [.. schema.Select(c => c.ColumnName)];
        _columns = [.. schema.Select(Of)];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Names and kinds of the columns.</summary>
    public IReadOnlyList<QueryColumn> Described => [.. Columns.Select((name, i) => new QueryColumn(name, _columns[i].Kind))];

    /// <summary>Reads up to a number of rows; the next call goes on behind them.</summary>
    /// <returns>True if there are more rows.</returns>
    /// <exception cref="QueryRefusedException">The values take more bytes of memory than given.</exception>
    /// <exception cref="OperationCanceledException">The server has ended the statement.</exception>
    public async Task<(List<object?[]> Rows, bool More)> ReadAsync(int maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        var bytes = 0L;
        while (_isAhead || await _reader.ReadAsync(cancellationToken))
        {
            _isAhead = rows.Count == maxRows;
            if (_isAhead) return (rows, true);
            var row = new object?[_columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = _reader.IsDBNull(i) ? null : _columns[i].Read(i);
                bytes += row[i] switch { string text => 2 * text.Length, byte[] blob => blob.Length, _ => BytesPerNumber };
            }
            if (bytes > maxBytes) throw new QueryRefusedException($"The result is greater than {maxBytes >> 20} MiB. Ask for fewer rows "
                + "or columns.");
            rows.Add(row);
        }
        // Some interrupted statements return fewer rows and no error.
        cancellationToken.ThrowIfCancellationRequested();
        return (rows, false);
    }

    private (SqlValueKind Kind, Func<int, object> Read) Of(DbColumn column) => Type.GetTypeCode(column.DataType) switch
    {
        // The protocol has no boolean: a comparison is a one-digit INT, unlike any table column. (A literal digit looks the same: cast
        // it.)
        TypeCode.Int32 when column.ColumnSize == 1 && column.BaseTableName is not { Length: > 0 } =>
            (SqlValueKind.Boolean, i => _reader.GetInt32(i) != 0 ? True : False),
        TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 =>
            (SqlValueKind.Integer, i => (long)_reader.GetInt32(i)),
        TypeCode.UInt32 => (SqlValueKind.Integer, i => _reader.GetInt64(i)),
        TypeCode.Int64 => (SqlValueKind.Integer, _reader.GetValue),
        TypeCode.UInt64 => (SqlValueKind.Integer, i => Narrow(_reader.GetUInt64(i))),
        TypeCode.Single => (SqlValueKind.Real, i => _reader.GetFloat(i)),
        TypeCode.Double => (SqlValueKind.Double, _reader.GetValue),
        // Sums of integers are decimals without a fraction. .NET's decimals have fewer digits than the server's.
        TypeCode.Decimal when column.NumericScale == 0 => (SqlValueKind.Integer,
            i => Narrow(BigInteger.Parse(_reader.GetMySqlDecimal(i).ToString(), CultureInfo.InvariantCulture))),
        TypeCode.Decimal => (SqlValueKind.Decimal, i => ExactDecimal.Parse(_reader.GetMySqlDecimal(i).ToString())),
        TypeCode.DateTime when column.DataTypeName == "DATE" => (SqlValueKind.Date, i => DateOnly.FromDateTime(_reader.GetDateTime(i))),
        TypeCode.DateTime when _isLocal => (SqlValueKind.LocalTimestamp,
            i => DateTime.SpecifyKind(_reader.GetDateTime(i), DateTimeKind.Unspecified)),
        TypeCode.DateTime => (SqlValueKind.Timestamp, _reader.GetValue), // in UTC
        _ when column.DataType == typeof(TimeSpan) => (SqlValueKind.Text, i => TimeOfDay(_reader.GetTimeSpan(i))),
        _ when column.DataType == typeof(byte[]) => (SqlValueKind.Blob, _reader.GetValue),
        _ when column.DataType == typeof(string) => (SqlValueKind.Text, _reader.GetValue),
        _ => (SqlValueKind.Text, i => SqlValueText.Of(_reader.GetValue(i))),
    };

    private static object Narrow(BigInteger value)
    {
        object whole = value;
        if (value >= long.MinValue && value <= long.MaxValue) whole = (long)value;
        return whole;
    }

    // The server's TIME reaches 838 hours, of either sign.
    private static string TimeOfDay(TimeSpan time)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{(time < TimeSpan.Zero ? "-" : "")}{(int)Math.Abs(time.TotalHours):00}:{time.Duration():mm\\:ss}");
        return time.Ticks % TimeSpan.TicksPerSecond == 0
            ? text : text + time.Duration().ToString("'.'ffffff", CultureInfo.InvariantCulture).TrimEnd('0');
    }
}
