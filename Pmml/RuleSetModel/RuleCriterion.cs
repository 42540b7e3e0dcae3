namespace Maintenance.Pmml.RuleSetModel;

/// <summary>PMML's <c>criterion</c> of a RuleSelectionMethod; a document's first one is used.</summary>
internal enum RuleCriterion
{
    FirstHit,
    WeightedSum,
    WeightedMax,
}
