using DuckDB.NET.Native;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>Fills chunks from batches of one schema and passes each full one to an appender.</summary>
internal sealed class TableLoader : IDisposable
{
    private readonly ColumnWriter[] _writers;
    private readonly int[] _columns;
    private readonly NativeChunk _chunk;
    private readonly NativeAppender _appender;
    private int _filled;

    /// <summary>Creates a loader for some columns.</summary>
    /// <param name="writers">Writers of all columns of the schema.</param>
    /// <param name="columns">Columns in the chunks, equal to the appender's.</param>
    /// <param name="appender">Not owned.</param>
    public TableLoader(ColumnWriter[] writers, int[] columns, NativeAppender appender)
    {
        (_writers, _columns, _appender) = (writers, columns, appender);
        var types = new DuckDBType[columns.Length];
        for (var i = 0; i < types.Length; i++) types[i] = writers[columns[i]].Type;
        _chunk = new NativeChunk(types);
    }

    /// <summary>Adds a slice of a batch's rows.</summary>
    public void Add(TableBatch batch, int from, int count)
    {
        while (count > 0)
        {
            var taken = Math.Min(count, DuckDbLibrary.VectorSize - _filled);
            for (var i = 0; i < _columns.Length; i++)
                _writers[_columns[i]].Write(batch[_columns[i]], from, taken, _chunk, i, _filled);
            (from, count, _filled) = (from + taken, count - taken, _filled + taken);
            if (_filled == DuckDbLibrary.VectorSize) AppendChunk();
        }
    }

    /// <summary>Flushes everything into the transaction.</summary>
    public void Flush()
    {
        if (_filled > 0) AppendChunk();
        _appender.Flush();
    }

    /// <summary>Frees the chunk.</summary>
    public void Dispose() => _chunk.Dispose();

    private void AppendChunk()
    {
        _chunk.SetRowCount(_filled);
        _appender.Append(_chunk);
        _chunk.Reset();
        _filled = 0;
    }
}
