namespace Maintenance.Store.Sql;

/// <summary>Engines of the condition store.</summary>
public enum ConditionStoreEngine
{
    /// <summary>DuckDB in this process; one process owns the file.</summary>
    DuckDb,

    /// <summary>A server or cluster with the MySQL protocol; any number of processes may share it.</summary>
    MySqlWire,
}
