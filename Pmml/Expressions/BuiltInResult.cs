namespace Maintenance.Pmml.Expressions;

/// <summary>How a function's type follows from its arguments'.</summary>
internal enum BuiltInResult
{
    /// <summary>Double before float before integer.</summary>
    Widest,
    Double,
    Integer,
    Boolean,
    SameAsBranches,
}
