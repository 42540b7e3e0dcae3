using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Rows of a statement, fetched chunk by chunk. Threading: that of its connection.</summary>
internal sealed class NativeRows : IDisposable
{
    private readonly ResultHandle _result;
    private readonly ValueReader[] _readers;

    internal NativeRows(ResultHandle result, TextBudget budget, Func<int, int, bool>? isLocal = null)
    {
        _result = result;
        var count = checked((int)Query.DuckDBColumnCount(ref result.Value));
        var names = new string[count];
        _readers = new ValueReader[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = Query.DuckDBColumnName(ref result.Value, i);
            using var type = Query.DuckDBColumnLogicalType(ref result.Value, i);
            _readers[i] = ValueReader.Create(type, isLocal?.Invoke(i, count) ?? false, budget);
        }
        Columns = names;
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Names and kinds of the columns.</summary>
    public IReadOnlyList<QueryColumn> Described => [.. Columns.Select((name, i) => new QueryColumn(name, _readers[i].Kind))];

    /// <summary>Fetches the next chunk and adds its rows, at most <paramref name="most"/>.</summary>
    /// <param name="into">Receives one array per row.</param>
    /// <param name="most">Maximum rows to add.</param>
    /// <param name="more">True if the chunk held more rows.</param>
    /// <returns>False at the end.</returns>
    public bool Fetch(List<object?[]> into, int most, out bool more)
    {
        more = false;
        using var chunk = NextChunk();
        if (chunk.IsInvalid) return false;
        var rows = checked((int)DataChunks.DuckDBDataChunkGetSize(chunk));
        var wanted = Math.Min(rows, most);
        more = wanted < rows;
        var first = into.Count;
        for (var r = 0; r < wanted; r++) into.Add(new object?[_readers.Length]);
        for (var c = 0; c < _readers.Length; c++)
        {
            _readers[c].Attach(DataChunks.DuckDBDataChunkGetVector(chunk, c));
            for (var r = 0; r < wanted; r++) into[first + r][c] = _readers[c].Read(r);
        }
        return rows > 0;
    }

    /// <summary>Adds the next chunk's rows to a batch with these columns; NULL becomes the batch's NULL value.</summary>
    /// <returns>Rows added; 0 at the end.</returns>
    public int Fetch(TableBatch into)
    {
        using var chunk = NextChunk();
        if (chunk.IsInvalid) return 0;
        var rows = checked((int)DataChunks.DuckDBDataChunkGetSize(chunk));
        for (var c = 0; c < _readers.Length; c++)
        {
            _readers[c].Attach(DataChunks.DuckDBDataChunkGetVector(chunk, c));
            Add(into, c, _readers[c], rows);
        }
        return rows;
    }

    private static void Add(TableBatch into, int column, ValueReader reader, int rows)
    {
        switch (into.Schema.Columns[column].Type)
        {
            case ColumnType.TinyInt: reader.CopyTo(into.Column<byte>(column).Extend(rows), (byte)0); break;
            case ColumnType.Integer: reader.CopyTo(into.Column<int>(column).Extend(rows), 0); break;
            case ColumnType.BigInt: reader.CopyTo(into.Column<long>(column).Extend(rows), 0L); break;
            case ColumnType.Timestamp: reader.CopyTo(into.Column<long>(column).Extend(rows), long.MinValue); break;
            case ColumnType.Real: reader.CopyTo(into.Column<float>(column).Extend(rows), float.NaN); break;
            case ColumnType.DoublePrecision: reader.CopyTo(into.Column<double>(column).Extend(rows), double.NaN); break;
            case ColumnType.Text:
                for (var r = 0; r < rows; r++) into.Column<string?>(column).Add((string?)reader.Read(r));
                break;
            default:
                for (var r = 0; r < rows; r++) into.Column<byte[]?>(column).Add((byte[]?)reader.Read(r));
                break;
        }
    }

    private DuckDBDataChunk NextChunk()
    {
        var chunk = Query.DuckDBFetchChunk(_result.Value);
        if (!chunk.IsInvalid || string.IsNullOrEmpty(Query.DuckDBResultError(ref _result.Value))) return chunk;
        chunk.Dispose();
        throw ErrorOf(_result);
    }

    /// <summary>The only value of the first row; null if it is NULL or there is no row.</summary>
    public object? Scalar()
    {
        var rows = new List<object?[]>(1);
        Fetch(rows, 1, out _);
        return rows.Count == 0 ? null : rows[0][0];
    }

    public void Dispose() => _result.Dispose();

    internal static DuckDbException ErrorOf(ResultHandle result) =>
        new(Query.DuckDBResultError(ref result.Value), Query.DuckDBResultErrorType(ref result.Value));
}
