namespace Maintenance.Pmml.Predicates;

/// <summary>Three-valued outcome of a predicate.</summary>
internal enum Truth : sbyte
{
    Unknown = -1,
    False = 0,
    True = 1,
}
