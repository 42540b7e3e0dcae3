using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Backup;

/// <summary>Collects a table's rows in the scratch and hands over each full part, so that memory does not grow with the table. Threading: one user.</summary>
internal sealed class PartBuffer : IDisposable
{
    /// <summary>Name of the scratch's table that holds the part.</summary>
    public const string Table = "part";

    private const int RowsPerPart = 1_000_000;

    private readonly ParquetScratch _scratch;
    private readonly TableSchema _schema;
    private readonly Action<long> _take;
    private long _rows;

    /// <param name="scratch">Where parts are collected.</param>
    /// <param name="schema">The table.</param>
    /// <param name="take">Takes the rows of the part out of <see cref="Table"/>; told how many there are.</param>
    public PartBuffer(ParquetScratch scratch, TableSchema schema, Action<long> take)
    {
        (_scratch, _schema, _take) = (scratch, schema, take);
        Target = Begin();
    }

    /// <summary>Appends to the part.</summary>
    public NativeAppender Target { get; }

    /// <summary>Notes rows that were appended.</summary>
    public void Appended(int rows)
    {
        _rows += rows;
        if (_rows < RowsPerPart) return;
        HandOver();
    }

    /// <summary>Hands over what is left.</summary>
    public void Complete()
    {
        if (_rows > 0) HandOver();
    }

    public void Dispose() => Target.Dispose();

    private void HandOver()
    {
        Target.Flush();
        _take(_rows);
        _rows = 0;
        _scratch.Connection.Execute($"TRUNCATE {Table}");
    }

    private NativeAppender Begin()
    {
        _scratch.Create(_schema, Table);
        return NativeAppender.ToTable(_scratch.Connection, Table);
    }
}
