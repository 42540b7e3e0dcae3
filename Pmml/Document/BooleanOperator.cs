namespace Maintenance.Pmml.Document;

/// <summary>Operators of CompoundPredicate.</summary>
internal enum BooleanOperator
{
    And,
    Or,
    Xor,
    Surrogate,
}
