namespace Maintenance.Dashboard.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class DashboardKnowsMySql
{
    public MySqlConnector.MySqlConnection? Known { get; set; }
}
