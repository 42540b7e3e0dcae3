using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Predicates;

/// <summary>SimpleSetPredicate: a field is, or is not, among constants.</summary>
internal sealed record SimpleSetPredicate(string Field, bool IsIn, IReadOnlyList<string> Values, PmmlElement Element) : Predicate(Element)
{
    public static SimpleSetPredicate ReadSet(PmmlElement element)
    {
        element.AllowOnly("Array");
        _ = element.Required("booleanOperator");
        return new SimpleSetPredicate(
            element.Required("field"),
            element.Word("booleanOperator", true, ("isIn", true), ("isNotIn", false)),
            PmmlArray.Read(element.RequiredChild("Array")), element);
    }
}
