using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Columns;
using Maintenance.Store.Sql.DuckDb.Native;
using Maintenance.Store.Sql.Snapshots;

namespace Maintenance.Store.Backup;

/// <summary>
/// Collects a table's rows in the scratch database and hands over each full part, so that memory does not grow. Threading: one user.
/// </summary>
internal sealed class PartBuffer : IRowSink, IDisposable
{
    /// <summary>Name of the scratch table that holds the part.</summary>
    public const string Table = "part";

    private const int RowsPerPart = 1_000_000;

    private readonly ParquetScratch _scratch;
    private readonly Action<long> _take;
    private readonly NativeAppender _appender;
    private readonly TableLoader _loader;
    private long _rows;

    /// <param name="scratch">Where parts are collected.</param>
    /// <param name="schema">The table.</param>
    /// <param name="take">Reads the rows of the part from <see cref="Table"/>; receives their count.</param>
    public PartBuffer(ParquetScratch scratch, TableSchema schema, Action<long> take)
    {
        (_scratch, _take) = (scratch, take);
        _scratch.Create(schema, Table);
        _appender = NativeAppender.ToTable(_scratch.Connection, Table);
        _loader = new TableLoader([.. schema.Columns.Select(c => ColumnWriter.Of(c.Type))], [.. Enumerable.Range(0, schema.Columns.Count)],
            _appender);
    }

    public void Add(TableBatch rows)
    {
        _loader.Add(rows, 0, rows.RowCount);
        _rows += rows.RowCount;
        if (_rows >= RowsPerPart) HandOver();
    }

    /// <summary>Hands over what is left.</summary>
    public void Complete()
    {
        if (_rows > 0) HandOver();
    }

    public void Dispose()
    {
        _loader.Dispose();
        _appender.Dispose();
    }

    private void HandOver()
    {
        _loader.Flush();
        _take(_rows);
        _rows = 0;
        _scratch.Connection.Execute($"TRUNCATE {Table}");
    }
}
