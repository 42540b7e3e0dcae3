namespace Maintenance.Pmml.Expressions;

/// <summary>How a function's result type follows from its argument types.</summary>
internal enum BuiltInResult
{
    /// <summary>Double before float before integer.</summary>
    Widest,
    Double,
    Integer,
    Boolean,
    SameAsBranches,
}
