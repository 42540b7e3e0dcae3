namespace Maintenance.Store;

/// <summary>Engines of the condition store.</summary>
public enum ConditionStoreEngine
{
    /// <summary>DuckDB in this process; one process owns the file.</summary>
    DuckDb,
}
