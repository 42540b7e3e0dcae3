namespace Maintenance.Pmml.Predicates;

/// <summary>Operators of CompoundPredicate.</summary>
internal enum BooleanOperator
{
    And,
    Or,
    Xor,
    Surrogate,
}
