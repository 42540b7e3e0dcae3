using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Predicates;

/// <summary>A predicate of a node or segment: true, false or unknown for a row.</summary>
internal abstract record Predicate(PmmlElement Element)
{
    private static readonly string[] Names = ["True", "False", "SimplePredicate", "CompoundPredicate", "SimpleSetPredicate"];

    /// <summary>Names of the predicate elements.</summary>
    public static ReadOnlySpan<string> ElementNames => Names;

    public static bool IsPredicate(PmmlElement element) => Array.IndexOf(Names, element.Name) >= 0;

    /// <summary>Reads the one predicate among an element's children.</summary>
    public static Predicate ReadOf(PmmlElement parent) =>
        Read(parent.Children.Where(IsPredicate).SingleOrDefaultOrRefuse(parent)
            ?? throw parent.Refuse("a predicate is required."));

    public static Predicate Read(PmmlElement element) => element.Name switch
    {
        "True" => new ConstantPredicate(true, element.AllowOnly()),
        "False" => new ConstantPredicate(false, element.AllowOnly()),
        "SimplePredicate" => SimplePredicate.ReadSimple(element),
        "CompoundPredicate" => CompoundPredicate.ReadCompound(element),
        "SimpleSetPredicate" => SimpleSetPredicate.ReadSet(element),
        _ => throw element.Refuse("is not a predicate."),
    };
}
