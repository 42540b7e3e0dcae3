using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.Snapshots;

/// <summary>Receives a table's rows batch by batch. Threading: one caller at a time, on any thread.</summary>
internal interface IRowSink
{
    /// <summary>Copies a batch's rows; the caller may refill it afterwards.</summary>
    void Add(TableBatch rows);
}
