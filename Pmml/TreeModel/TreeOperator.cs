using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.TreeModel;

/// <summary>A decision's operator: those of SimplePredicate with their numbers, or a predicate object for everything else.</summary>
internal enum TreeOperator : byte
{
    Equal = PredicateOperator.Equal,
    NotEqual = PredicateOperator.NotEqual,
    LessThan = PredicateOperator.LessThan,
    LessOrEqual = PredicateOperator.LessOrEqual,
    GreaterThan = PredicateOperator.GreaterThan,
    GreaterOrEqual = PredicateOperator.GreaterOrEqual,
    IsMissing = PredicateOperator.IsMissing,
    IsNotMissing = PredicateOperator.IsNotMissing,
    Complex,
}
