using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>A row of a batch.</summary>
internal readonly record struct RowRef(TableBatch Batch, int Row);
