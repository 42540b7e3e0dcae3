using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.Snapshots;

/// <summary>Takes a table's rows, a batch at a time. Threading: one caller at a time, of any thread.</summary>
internal interface IRowSink
{
    /// <summary>Copies a batch's rows; the caller may fill it anew afterwards.</summary>
    void Add(TableBatch rows);
}
