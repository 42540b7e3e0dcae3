using System.Data.Common;
using System.Globalization;
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
    private readonly Func<int, object>[] _columns;

    public ResultReader(MySqlDataReader reader)
    {
        _reader = reader;
        var schema = reader.GetColumnSchema();
        Columns = [.. schema.Select(c => c.ColumnName)];
        _columns = [.. schema.Select(Of)];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads up to a number of rows.</summary>
    /// <returns>Truncated is true if there were more rows.</returns>
    /// <exception cref="QueryRefusedException">The values take more bytes of memory than given.</exception>
    /// <exception cref="OperationCanceledException">The server has ended the statement.</exception>
    public async Task<(List<object?[]> Rows, bool Truncated)> ReadAsync(int maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        var bytes = 0L;
        while (await _reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == maxRows) return (rows, true);
            var row = new object?[_columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = _reader.IsDBNull(i) ? null : _columns[i](i);
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

    private Func<int, object> Of(DbColumn column) => Type.GetTypeCode(column.DataType) switch
    {
        // The protocol has no boolean: a comparison is a one-digit INT, unlike any table column. (A literal digit looks the same: cast
        // it.)
        TypeCode.Int32 when column.ColumnSize == 1 && column.BaseTableName is not { Length: > 0 } => i => _reader.GetInt32(i) != 0
            ? True : False,
        TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 => i => (long)_reader.GetInt32(i),
        TypeCode.UInt32 => i => _reader.GetInt64(i),
        TypeCode.UInt64 => i => _reader.GetUInt64(i) is var n && n <= long.MaxValue ? (object)(long)n : (double)n,
        TypeCode.Single => i => (double)_reader.GetFloat(i),
        TypeCode.Decimal => i => Decimal(_reader.GetMySqlDecimal(i).ToString()), // .NET decimals have fewer digits
        _ when column.DataType == typeof(TimeSpan) => i => _reader.GetTimeSpan(i).ToString("c", CultureInfo.InvariantCulture),
        _ => _reader.GetValue, // long, double, DateTime in UTC, string, byte[]
    };

    // Sums of integers are decimals without a fraction.
    private static object Decimal(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (object)whole : double.Parse(text, CultureInfo.InvariantCulture);
}
