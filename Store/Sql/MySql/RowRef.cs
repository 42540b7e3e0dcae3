using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.MySql;

/// <summary>A row of a batch.</summary>
internal readonly record struct RowRef(TableBatch Batch, int Row);
