using Maintenance.Core.Tables;

namespace Maintenance.Store.MySqlWire;

/// <summary>A row of a batch.</summary>
internal readonly record struct RowRef(TableBatch Batch, int Row);
