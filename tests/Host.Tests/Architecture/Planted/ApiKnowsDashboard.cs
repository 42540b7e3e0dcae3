namespace Maintenance.Api.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class ApiKnowsDashboard
{
    public Maintenance.Dashboard.DashboardOptions? Known { get; set; }
}
