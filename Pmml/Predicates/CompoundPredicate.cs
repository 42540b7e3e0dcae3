using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Predicates;

/// <summary>CompoundPredicate: and, or, xor, or surrogate (the first known one decides).</summary>
internal sealed record CompoundPredicate(BooleanOperator Operator, IReadOnlyList<Predicate> Parts, PmmlElement Element) : Predicate(Element)
{
    public static CompoundPredicate ReadCompound(PmmlElement element)
    {
        element.AllowOnly(ElementNames);
        _ = element.Required("booleanOperator");
        var parts = element.Children.Where(IsPredicate).Select(Read).ToList();
        // The schema requires two; a single one, as some exporters write it, stands for itself.
        if (parts.Count < 1) throw element.Refuse("has no predicate.");
        return new CompoundPredicate(
            element.Word("booleanOperator", BooleanOperator.And, ("and", BooleanOperator.And), ("or", BooleanOperator.Or),
                ("xor", BooleanOperator.Xor), ("surrogate", BooleanOperator.Surrogate)),
            parts, element);
    }
}
