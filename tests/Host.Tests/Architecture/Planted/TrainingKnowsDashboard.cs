namespace Maintenance.Training.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class TrainingKnowsDashboard
{
    public Maintenance.Dashboard.DashboardOptions? Known { get; set; }
}
