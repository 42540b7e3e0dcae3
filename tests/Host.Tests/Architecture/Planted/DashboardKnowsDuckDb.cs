namespace Maintenance.Dashboard.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class DashboardKnowsDuckDb
{
    public DuckDB.NET.Native.DuckDBDatabase? Known { get; set; }
}
