using System.Data;
using System.Diagnostics;
using System.Globalization;
using Maintenance.Core.Ports;
using MySql.Data.MySqlClient;

namespace Maintenance.Store.MySqlWire;

/// <summary>Reads rows into the port's types, deciding once a column.</summary>
internal sealed class ResultReader
{
    // Texts and bytes of one stranger's result: a few rows of huge texts must not fill the process's memory.
    private const long MaxBytes = 64L << 20;

    // A clock is asked once in so many rows.
    private const int RowsPerTimeCheck = 256;

    private readonly MySqlDataReader _reader;
    private readonly Func<int, object>[] _columns;

    public ResultReader(MySqlDataReader reader)
    {
        _reader = reader;
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var schema = reader.FieldCount == 0 ? null : reader.GetSchemaTable();
        _columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => Of(i, schema!.Rows[i]))];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads up to a number of rows.</summary>
    /// <returns>True in the second part when there were more.</returns>
    /// <exception cref="QueryRefusedException">A limited result is greater than a process should hold.</exception>
    /// <exception cref="TimeoutException">Limited rows came for longer than a stranger may take: the servers' own limit does not count time they wait for us.</exception>
    public async Task<(List<object?[]> Rows, bool Truncated)> ReadAsync(int maxRows, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var rows = new List<object?[]>();
        var bytes = 0L;
        while (await _reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == maxRows) return (rows, true);
            var row = new object?[_columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = _reader.IsDBNull(i) ? null : _columns[i](i);
                bytes += row[i] switch { string text => 2 * text.Length, byte[] blob => blob.Length, _ => 32 };
            }
            if (limit is { } time && rows.Count % RowsPerTimeCheck == 0 && Stopwatch.GetElapsedTime(started) > time) throw new TimeoutException();
            if (limit is not null && bytes > MaxBytes) throw new QueryRefusedException($"The result is greater than {MaxBytes >> 20} MiB. Ask for fewer rows or columns.");
            rows.Add(row);
        }
        return (rows, false);
    }

    private Func<int, object> Of(int column, DataRow schema)
    {
        var type = _reader.GetFieldType(column);
        // The wire has no boolean: a comparison is an INT of one digit that no table's column is. (A literal digit looks the same: cast it.)
        if (type == typeof(int) && schema["ColumnSize"] is int and 1 && schema["BaseTableName"] is not string { Length: > 0 }) return i => _reader.GetInt32(i) != 0;
        if (type == typeof(ulong)) return i => _reader.GetUInt64(i) is var n && n <= long.MaxValue ? (object)(long)n : (double)n;
        if (type == typeof(decimal)) return i => Decimal(_reader.GetMySqlDecimal(i).ToString());
        if (type == typeof(float) || type == typeof(double)) return i => Convert.ToDouble(_reader.GetValue(i), CultureInfo.InvariantCulture);
        if (type == typeof(DateTime)) return i => DateTime.SpecifyKind(_reader.GetDateTime(i), DateTimeKind.Utc);
        if (type == typeof(TimeSpan)) return i => _reader.GetTimeSpan(i).ToString("c", CultureInfo.InvariantCulture);
        if (type == typeof(string) || type == typeof(byte[])) return _reader.GetValue;
        return i => Convert.ToInt64(_reader.GetValue(i), CultureInfo.InvariantCulture);
    }

    // Sums of integers are decimals without a fraction.
    private static object Decimal(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? (object)whole : double.Parse(text, CultureInfo.InvariantCulture);
}
