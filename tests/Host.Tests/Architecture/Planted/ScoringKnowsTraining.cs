namespace Maintenance.Scoring.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class ScoringKnowsTraining
{
    public Maintenance.Training.Rows.TrainingRows? Known { get; set; }
}
