using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Columns;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Writes an append-only table. Columns that are NULL in all rows of a transaction (absent channels) are left out of the chunks:
/// they then cost neither a copy nor a mask in the appender.
/// Dispose it after a failure: the state of the appender's buffer is unknown.
/// </summary>
internal sealed class AppendTable(NativeConnection connection, TableSchema schema) : ITableWriter
{
    private readonly ColumnWriter[] _writers = [.. schema.Columns.Select(c => ColumnWriter.Of(c.Type))];
    private readonly NativeAppender _appender = NativeAppender.ToTable(connection, schema.Name);
    private readonly bool[] _active = new bool[schema.Columns.Count];
    private TableLoader? _loader;

    public void Write(List<TableBatch> batches)
    {
        if (Activate(batches) || _loader is null) _loader = RecreateLoader();
        foreach (var batch in batches) _loader.Add(batch, 0, batch.RowCount);
        _loader.Flush();
    }

    public void Dispose()
    {
        _appender.Clear();
        _appender.Dispose();
        _loader?.Dispose();
    }

    // The scan of a present channel stops at its first value, so only absent ones are read to the end.
    private bool Activate(List<TableBatch> batches)
    {
        var changed = false;
        for (var column = 0; column < _active.Length; column++)
        {
            var active = column == 0;
            for (var i = 0; i < batches.Count && !active; i++) active = _writers[column].HasValues(batches[i][column]);
            changed |= active != _active[column];
            _active[column] = active;
        }
        return changed;
    }

    private TableLoader RecreateLoader()
    {
        _loader?.Dispose();
        _loader = null;
        var columns = Enumerable.Range(0, _active.Length).Where(c => _active[c]).ToArray();
        _appender.SetActiveColumns(columns.Select(c => schema.Columns[c].Name));
        return new TableLoader(_writers, columns, _appender);
    }
}
