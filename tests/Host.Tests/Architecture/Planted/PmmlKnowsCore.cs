namespace Maintenance.Pmml.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class PmmlKnowsCore
{
    public Maintenance.Core.Conditions.DrillingState Known { get; set; }
}
