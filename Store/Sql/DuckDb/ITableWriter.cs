using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Writes the rows of one table inside the running transaction. Threading: the writer's thread.</summary>
internal interface ITableWriter : IDisposable
{
    /// <summary>Writes all rows of all batches, in order. Every batch is rectangular and has the writer's schema.</summary>
    void Write(List<TableBatch> batches);
}
