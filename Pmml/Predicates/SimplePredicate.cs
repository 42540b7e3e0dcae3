using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Predicates;

/// <summary>SimplePredicate: a field compared with a constant.</summary>
internal sealed record SimplePredicate(string Field, PredicateOperator Operator, string? Value, PmmlElement Element) : Predicate(Element)
{
    public static SimplePredicate ReadSimple(PmmlElement element)
    {
        element.AllowOnly();
        _ = element.Required("operator");
        var op = element.Word("operator", PredicateOperator.Equal,
            ("equal", PredicateOperator.Equal), ("notEqual", PredicateOperator.NotEqual),
            ("lessThan", PredicateOperator.LessThan), ("lessOrEqual", PredicateOperator.LessOrEqual),
            ("greaterThan", PredicateOperator.GreaterThan), ("greaterOrEqual", PredicateOperator.GreaterOrEqual),
            ("isMissing", PredicateOperator.IsMissing), ("isNotMissing", PredicateOperator.IsNotMissing));
        var needsValue = op is not (PredicateOperator.IsMissing or PredicateOperator.IsNotMissing);
        return new SimplePredicate(element.Required("field"), op, needsValue ? element.Required("value") : null, element);
    }
}
