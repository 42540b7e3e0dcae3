namespace Maintenance.Core.Tables;

/// <summary>Rows of one table, typed. Adding a row allocates nothing beyond the growth of the columns.</summary>
/// <typeparam name="TRow">A row of the table.</typeparam>
public sealed class TableBatch<TRow>() : TableBatch(TRow.Table) where TRow : struct, ITableRow<TRow>
{
    /// <summary>Adds a row.</summary>
    public void Add(in TRow row)
    {
        var map = new AppendMap(Columns);
        TRow.Map(ref map, row);
    }

    /// <summary>Reads a row.</summary>
    public TRow Row(int row)
    {
        var map = new BatchRowMap(Columns, row);
        return TRow.Map(ref map, default);
    }
}
