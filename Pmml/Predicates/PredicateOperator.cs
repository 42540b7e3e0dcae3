namespace Maintenance.Pmml.Predicates;

/// <summary>Operators of SimplePredicate.</summary>
internal enum PredicateOperator
{
    Equal,
    NotEqual,
    LessThan,
    LessOrEqual,
    GreaterThan,
    GreaterOrEqual,
    IsMissing,
    IsNotMissing,
}
